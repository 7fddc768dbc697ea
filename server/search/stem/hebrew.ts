import type { Stemming } from './stemming.ts';

/** Words (folded) whose first letter belongs to them, where the rest is another word or a name. */
const WHOLE = new Set(
  `אלבומ אלימות אליהו אליעזר אלישע אלמנה אלעזר
  בחור בחורה בחורימ בחינה בחירות בירה בכור בצרה בקשה בריאה בריאות ברכה ברכות
  האומ הבדל הגדה הגדרה הגירה הגנה הודה הודו הודעה הודעות הורה הוראה הורימ הזמנה הכרה הכשרה הלאה הלכה המונ המשכ הנחה הנרי הסבר
  הפסקה הפסקת הצלחה הרבה הרימ הרצל התאמה התחלה
  ועדה ועדת ותיק ותיקה ותיקימ
  כאבימ כביש כיוונ כלכלה כלכלי כמות כניסה כתובה כתיבה
  לאומ לאומי לבנה לבנונ לבנימ לוינ לידה לילה לשונ
  מאות מאיר מאמר מאסר מבחנ מבינה מבצע מגדל מגילה מדבר מדברת מדינה מדינות מדינת מדיני מדרגות מהיר מזונ מזרח מזרחי מחברת מחזור מחיר
  מחלה מחלות מחנה מחנות מחקר מטבח מטוס מטרה מכבי מכתב מכתבימ מלאה מלונ מלחמה מלחמות מלחמת מלכה מלכות מלמד ממנה ממנו ממני ממשלה
  מנהג מנהגימ מנורה מנחמ מסיבה מסיבת מסורת מספר מספרה מספרי מספרימ מעבר מעברה מעברות מעגל מערב מערבי מערביימ מערבית מעשה מפקד
  מפתח מצוות מצפה מצרי מצרימ מקדש מקומ מקומות מקור מקורות מקלט מקרא מראה מרגל מרגלימ מרימ מרכז משחק משחקימ משטר משטרה משמעות
  משנה משפחה משפחות משפחת משפט משקל משרד משרדי משרת
  שאול שאלה שאלות שאלת שבועות שבעה שולחנ שורה שושנה שחורה שחורימ שיער שירה שישי שכבות שכונה שכנימ שלומ שלושימ שלישי שלמה
  שמאל שמואל שמונה שמות שמחה שמירה שמלה שמעונ שמש שעונ שערימ`.split(/\s+/),
);

/** Shortest word a prefix leaves. */
const LEAST = 3;

/** Prefixes in the order they may follow each other: and; that, when; in, to, as, from; the (in Judeo-Arabic אל). */
const PREFIXES: readonly (readonly string[])[] = [['ו'], ['ש', 'כש', 'מש'], ['ב', 'ל', 'כ', 'מ'], ['ה', 'אל']];

/** Adds to `forms` the word, and the word without each prefix that may stand at `place` or later. */
function strip(word: string, place: number, forms: Set<string>): void {
  forms.add(word);
  if (WHOLE.has(word)) return;
  for (let next = place; next < PREFIXES.length; next++) {
    for (const prefix of PREFIXES[next]!) {
      if (word.startsWith(prefix) && word.length - prefix.length >= LEAST)
        strip(word.slice(prefix.length), next + 1, forms);
    }
  }
}

function found(word: string): string[] {
  const forms = new Set<string>();
  strip(word, 0, forms);
  return [...forms];
}

/** A reader who types an article means the word without it too; other first letters are taken as part of the word. */
function asked(word: string): string[] {
  const forms = new Set<string>();
  strip(word, PREFIXES.length - 1, forms);
  return [...forms];
}

/** Without all that could be a prefix, as long as three letters remain. */
function bucket(word: string): string {
  let key = word;
  for (;;) {
    const prefix = key.startsWith('אל') ? 2 : /^[והבלמשכ]/.test(key) ? 1 : 0;
    if (prefix === 0 || key.length - prefix < LEAST) return key;
    key = key.slice(prefix);
  }
}

/** Hebrew, and Judeo-Arabic in Hebrew letters. */
export const hebrew: Stemming = { bucket, asked, found };
