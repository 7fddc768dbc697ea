import fc from 'fast-check';
import { href, pathLanguage } from '../../server/i18n/href.ts';
import { LANGUAGES } from '../../server/i18n/languages.ts';

describe('A link within the site', () => {
  test.each([
    ['/', '/ar'],
    ['', '/ar'],
    ['/search', '/ar/search'],
    ['search', '/ar/search'],
    ['/search?q=حلب&page=2#r3', '/ar/search?q=حلب&page=2#r3'],
    ['/?from=here', '/ar?from=here'],
    ['?page=2', '/ar?page=2'],
    ['#main', '/ar#main'],
    ['/fr/search?q=x', '/ar/search?q=x'],
    ['/ar/search', '/ar/search'],
    ['/fr', '/ar'],
    ['/fr/', '/ar'],
    ['/fr?x=1', '/ar?x=1'],
    ['/france', '/ar/france'],
    ['/de/search', '/ar/de/search'],
  ])('%j is %j', (path, expected) => {
    expect(href('ar', path)).toBe(expected);
  });

  test('never leads to another site, whatever path it was given', () => {
    const paths = fc.oneof(
      fc.webUrl(),
      fc.constantFrom(
        '//evil.example',
        '/\\evil.example',
        'javascript:alert(1)',
        '/fr//evil.example',
        '\\\\evil.example',
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(paths, fc.constantFrom(...LANGUAGES), (path, lang) => {
        const { origin, pathname } = new URL(href(lang, path), 'https://kolot.example');
        expect(origin).toBe('https://kolot.example');
        expect(href(lang, path)).toMatch(new RegExp(`^/${lang}(?=$|[/?#])`));
        expect(pathname).not.toMatch(/^\/\//);
      }),
    );
  });

  test('in a language is the same page in every other', () => {
    const paths = fc.constantFrom('/', '/search?q=a/b#c', '/testimonies/KOL-0001', '/countries/IQ?lang=fr');
    const languages = fc.constantFrom(...LANGUAGES);
    fc.assert(
      fc.property(paths, languages, languages, (path, one, another) => {
        expect(href(another, href(one, path))).toBe(href(another, path));
      }),
    );
  });
});

describe('The language of a path', () => {
  test.each([
    ['/ar/search?q=x', { lang: 'ar', path: '/search?q=x' }],
    ['/ar', { lang: 'ar', path: '/' }],
    ['/ar?q=x', { lang: 'ar', path: '/?q=x' }],
    ['/search', { lang: null, path: '/search' }],
    ['/de/search', { lang: null, path: '/de/search' }],
    ['/arabic', { lang: null, path: '/arabic' }],
    ['/', { lang: null, path: '/' }],
  ])('%s', (url, expected) => {
    expect(pathLanguage(url)).toEqual(expected);
  });
});
