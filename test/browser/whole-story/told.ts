/** What is told: the same story in English and in Arabic, and which of its words are withheld from whom. */
export interface Told {
  lang: 'en' | 'ar';
  dir: 'ltr' | 'rtl';
  name: string;
  born: string;
  country: string;
  title: string;
  /** Written, with a recording sent beside it; or told aloud, and written down at the archive. */
  by: 'writing' | 'voice';
  /** The second of the recording at which each paragraph begins, and the second at which the last one ends. */
  begins: readonly [number, number, number, number, number];
  /** A paragraph each: the second has `redacted` in it, the third is under embargo. */
  paragraphs: readonly [string, string, string, string];
  redacted: readonly string[];
  /** How others would spell what is redacted. */
  otherwise: readonly string[];
  /** A word of the paragraph under embargo, and of no other. */
  embargoed: string;
  /** A word that everyone may find. */
  found: string;
  /** The photographs, with what the family writes to them; the second is taken back. */
  pictures: readonly [Picture, Picture];
  reason: string;
}

export interface Picture {
  what: string;
  who: string;
  place: string;
  date: string;
}

export const TOLD: readonly Told[] = [
  {
    lang: 'en',
    dir: 'ltr',
    name: 'Salima Dangoor',
    born: '1938',
    country: 'Iraq',
    title: 'One lantern between us',
    by: 'writing',
    begins: [0, 20, 40, 60, 90],
    paragraphs: [
      'We left at night, with one lantern between us.',
      'A neighbour, Zerubavel Haddadian, hid us in his cellar.',
      'What the officer Mardukhayeff said at the door I keep for later.',
      'Then came the aeroplane, and my mother kissed the ground.',
    ],
    redacted: ['Zerubavel', 'Haddadian'],
    otherwise: ['Zerubabel', 'Haddadyan', 'זרובבל'],
    embargoed: 'Mardukhayeff',
    found: 'lantern',
    pictures: [
      { what: 'The breadboard we carried', who: '', place: 'Baghdad', date: '1951' },
      { what: 'Keys of the house', who: 'Marcelle Ovadyahu', place: 'Basra', date: 'spring 1950' },
    ],
    reason: 'His daughter asks that he is not named.',
  },
  {
    lang: 'ar',
    dir: 'rtl',
    name: 'سليمة دنكور',
    born: '1938',
    country: 'العراق',
    title: 'فانوس واحد لنا جميعًا',
    by: 'voice',
    begins: [0, 2, 4, 6, 8],
    paragraphs: [
      'خرجنا في الليل ولم يكن معنا إلا فانوس واحد.',
      'خبّأنا جارنا زربابل حداديان في سردابه.',
      'أما ما قاله الضابط مردخاييف عند الباب فأتركه لوقت لاحق.',
      'ثم جاءت الطائرة، وقبّلت أمي الأرض.',
    ],
    redacted: ['زربابل', 'حداديان'],
    otherwise: ['زروبابل', 'حدادیان', 'Zerubabel'],
    embargoed: 'مردخاييف',
    found: 'فانوس',
    pictures: [
      { what: 'لوح الخبز الذي حملناه معنا', who: '', place: 'بغداد', date: '1951' },
      { what: 'مفاتيح البيت', who: 'مرسيل عوفادياهو', place: 'البصرة', date: 'ربيع 1950' },
    ],
    reason: 'طلبت ابنته ألا يُذكر اسمه.',
  },
];
