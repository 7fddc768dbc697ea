import type { Stemming } from './stemming.ts';

/** Words (folded) that only look like a prefix and another word. */
const WHOLE = new Set(
  `البوم التحق التحقت التزم التقي التقيت التهاب الحان الذين العاب الماس المان الماني المانيا المانيه الهام الوان الياس الينا اليهم
  انتها انتهاي منتها تنها شانگهاي
  باريس بازار بحريه بحيره بدايه برادر بستان بطاقات بطاقه بطريق بطوله بعيدا بعيده بلديه بنايه لبنان لغايه
  واجب واحد واحده وادي واسع وافق واقع والد والدته والدتي والده والدها والدي والدين وثايق وثيقه وجود وجوه وحده وحدها وحيد وداع
  ورده ورشه ورقه وزارات وزاره وزرا وزير وسايل وسيله وصلت وصلوا وصول وصيه وضعت وضعها وطني وطنيه وظيفه وفاته وفاه وقفت وقوف وكاله
  وكيل ولايات ولايه وليد وليمه`.split(/\s+/),
);

/** Shortest word a prefix leaves: after the article or wa-; after bi- and li- alone, which many words begin with. */
const LEAST = 3;
const LEAST_AFTER_LETTER = 4;

/** al-, and what it becomes behind bi-, ka-, fa- and li-, each also behind wa-. */
const ARTICLES = ['ال', 'بال', 'كال', 'فال', 'لل'].flatMap((article) => [article, `و${article}`]);
/** Her, its; and the plural of Persian, also before an ezafe. */
const ENDINGS = ['ها', 'هاي'];

const PERSIAN = 'هاي'; // which hardly any word of Arabic ends with

/** Endings alone are no word: بالهاي would be a form of two words with different buckets. */
const isWord = (form: string) => !/^(?:هاي|ها)+$/.test(form);

function withoutArticle(word: string): string[] {
  if (WHOLE.has(word)) return [];
  return ARTICLES.filter((article) => word.startsWith(article) && word.length - article.length >= LEAST)
    .map((article) => word.slice(article.length))
    .filter(isWord);
}

function found(word: string): string[] {
  if (WHOLE.has(word)) return [word];
  const bare = word.startsWith('و') && word.length - 1 >= LEAST ? [word, word.slice(1)] : [word];
  const forms = new Set([...bare, ...withoutArticle(word)]);
  for (const form of bare) {
    if (/^[بل]/.test(form) && !WHOLE.has(form) && form.length - 1 >= LEAST_AFTER_LETTER) forms.add(form.slice(1));
  }
  for (const form of [...forms]) {
    for (const ending of ENDINGS) {
      if (form.endsWith(ending) && form.length - ending.length >= LEAST) forms.add(form.slice(0, -ending.length));
    }
  }
  return [...forms].filter((form) => form === word || isWord(form));
}

/** What is left when all that could be an ending, then all that could be a prefix, is taken off. */
function bucket(word: string): string {
  return word.replace(/(?<=.)(?:هاي|ها)+$/, '').replace(/^(?:ال|[وبلكف])+(?=.)/, '');
}

/** A reader who types an article, or the plural of Persian, means the word without it too. */
function asked(word: string): string[] {
  const plural = word.endsWith(PERSIAN) && word.length - PERSIAN.length >= LEAST && !WHOLE.has(word);
  return [word, ...withoutArticle(word), ...(plural ? [word.slice(0, -PERSIAN.length)] : [])];
}

/** Arabic, and Persian, whose plurals may be written together. */
export const arabic: Stemming = { bucket, asked, found };
