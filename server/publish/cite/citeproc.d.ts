/** What Kolot uses of citeproc-js (https://citeproc-js.readthedocs.io): the package has no types of its own. */
declare module 'citeproc' {
  interface Sys {
    retrieveLocale(lang: string): string;
    retrieveItem(id: string): object;
  }
  interface Cited {
    id: string;
    locator?: string;
    label?: string;
  }
  class Engine {
    constructor(sys: Sys, style: string, lang: string, forceLang: boolean);
    setOutputFormat(format: 'text' | 'html'): void;
    updateItems(ids: string[]): void;
    makeBibliography(): [unknown, string[]] | false;
    makeCitationCluster(cited: Cited[]): string;
  }
  const CSL: { Engine: typeof Engine };
  export default CSL;
}
