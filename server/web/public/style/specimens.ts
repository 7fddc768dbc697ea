/** What the style page sets its type in: a sentence a testimony might have, in each script and in two at once. */
export interface Specimen {
  lang: string;
  name: string; // as its readers call the language
  sentence: string;
  question: string;
  label: string;
}

export const SPECIMENS: readonly Specimen[] = [
  {
    lang: 'en',
    name: 'English',
    sentence: 'My mother closed the shutters, counted us twice, and left the key with the baker.',
    question: 'And did anyone come back for the key?',
    label: 'Told in Haifa, 14 March 1998',
  },
  {
    lang: 'fr',
    name: 'français',
    sentence: 'Ma mère ferma les volets, nous compta deux fois et laissa la clef au boulanger.',
    question: 'Et la clef, quelqu’un est-il revenu la chercher ?',
    label: 'Récit fait à Marseille, 14 mars 1998',
  },
  {
    lang: 'ar',
    name: 'العربية',
    sentence: 'أغلقت أمي النوافذ، وعدّتنا مرّتين، وتركت المفتاح عند الخبّاز.',
    question: 'وهل عاد أحد ليأخذ المفتاح؟',
    label: 'رُويت في حيفا، ١٤ آذار ١٩٩٨',
  },
  {
    lang: 'he',
    name: 'עברית',
    sentence: 'אמא סגרה את התריסים, ספרה אותנו פעמיים, והשאירה את המפתח אצל האופה.',
    question: 'ומישהו חזר לקחת את המפתח?',
    label: 'סופר בחיפה, 14 במרץ 1998',
  },
  {
    lang: 'fa',
    name: 'فارسی',
    sentence: 'مادرم پنجره‌ها را بست، دو بار ما را شمرد و کلید را پیش نانوا گذاشت.',
    question: 'و کسی برای بردن کلید برگشت؟',
    label: 'روایت‌شده در تهران، ۲۳ اسفند ۱۳۷۶',
  },
];

/** Names in a line of the other direction, numbers and quotation marks: what goes wrong where a text is not isolated. */
export const MIXED: readonly { lang: string; before: string; name: string; nameLang: string; after: string }[] = [
  { lang: 'en', before: 'Told by', name: 'عزرا ناجي (1934)', nameLang: 'ar', after: 'in Basra, 1949–1950.' },
  { lang: 'ar', before: 'روتها', name: 'Rachel Cohen-Tanugi (1931)', nameLang: 'fr', after: 'في تونس، ١٩٦١.' },
  { lang: 'he', before: 'סיפרה', name: 'Juliette (née Saban)', nameLang: 'fr', after: 'בשנת 1956, במרסיי.' },
];
