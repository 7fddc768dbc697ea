import type { Lang } from '../i18n/languages.ts';

/** The faces of the pages, from their packages; the ranges are the packages' own, so that a page loads only the scripts it shows. */
export interface Face {
  family: string;
  from: string; // package
  file: string;
  weight: string;
  style: 'normal' | 'italic';
  range: string; // CSS unicode-range
  /** Arabic and Hebrew letters are drawn smaller in their square than Latin ones: this makes them of one size with those beside them. */
  sizeAdjust?: string;
  /** Shown by every page in these languages: it is asked for before the style sheet has been read. */
  first?: readonly Lang[];
}

export const FACES: readonly Face[] = [
  {
    family: 'Source Serif 4 Variable',
    from: '@fontsource-variable/source-serif-4',
    file: 'source-serif-4-latin-wght-normal.woff2',
    weight: '200 900',
    style: 'normal',
    range:
      'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
    first: ['en', 'fr'],
  },
  {
    family: 'Source Serif 4 Variable',
    from: '@fontsource-variable/source-serif-4',
    file: 'source-serif-4-latin-wght-italic.woff2',
    weight: '200 900',
    style: 'italic',
    range:
      'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
  },
  {
    family: 'Source Serif 4 Variable',
    from: '@fontsource-variable/source-serif-4',
    file: 'source-serif-4-latin-ext-wght-normal.woff2',
    weight: '200 900',
    style: 'normal',
    range:
      'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C4,U+2113,U+2C60-2C7F,U+A720-A7FF',
  },
  {
    family: 'Source Serif 4 Variable',
    from: '@fontsource-variable/source-serif-4',
    file: 'source-serif-4-latin-ext-wght-italic.woff2',
    weight: '200 900',
    style: 'italic',
    range:
      'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C4,U+2113,U+2C60-2C7F,U+A720-A7FF',
  },
  {
    family: 'Source Sans 3 Variable',
    from: '@fontsource-variable/source-sans-3',
    file: 'source-sans-3-latin-wght-normal.woff2',
    weight: '200 900',
    style: 'normal',
    range:
      'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
    first: ['en', 'fr'],
  },
  {
    family: 'Source Sans 3 Variable',
    from: '@fontsource-variable/source-sans-3',
    file: 'source-sans-3-latin-ext-wght-normal.woff2',
    weight: '200 900',
    style: 'normal',
    range:
      'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF',
  },
  {
    family: 'Noto Naskh Arabic Variable',
    from: '@fontsource-variable/noto-naskh-arabic',
    file: 'noto-naskh-arabic-arabic-wght-normal.woff2',
    weight: '400 700',
    style: 'normal',
    range:
      'U+0600-06FF,U+0750-077F,U+0870-088E,U+0890-0891,U+0897-08E1,U+08E3-08FF,U+200C-200E,U+2010-2011,U+204F,U+2E41,U+FB50-FDFF,U+FE70-FE74,U+FE76-FEFC,U+102E0-102FB,U+10E60-10E7E,U+10EC2-10EC4,U+10EFC-10EFF,U+1EE00-1EE03,U+1EE05-1EE1F,U+1EE21-1EE22,U+1EE24,U+1EE27,U+1EE29-1EE32,U+1EE34-1EE37,U+1EE39,U+1EE3B,U+1EE42,U+1EE47,U+1EE49,U+1EE4B,U+1EE4D-1EE4F,U+1EE51-1EE52,U+1EE54,U+1EE57,U+1EE59,U+1EE5B,U+1EE5D,U+1EE5F,U+1EE61-1EE62,U+1EE64,U+1EE67-1EE6A,U+1EE6C-1EE72,U+1EE74-1EE77,U+1EE79-1EE7C,U+1EE7E,U+1EE80-1EE89,U+1EE8B-1EE9B,U+1EEA1-1EEA3,U+1EEA5-1EEA9,U+1EEAB-1EEBB,U+1EEF0-1EEF1',
    sizeAdjust: '112%',
    first: ['ar', 'fa'],
  },
  {
    family: 'Vazirmatn Variable',
    from: '@fontsource-variable/vazirmatn',
    file: 'vazirmatn-arabic-wght-normal.woff2',
    weight: '100 900',
    style: 'normal',
    range:
      'U+0600-06FF,U+0750-077F,U+0870-088E,U+0890-0891,U+0897-08E1,U+08E3-08FF,U+200C-200E,U+2010-2011,U+204F,U+2E41,U+FB50-FDFF,U+FE70-FE74,U+FE76-FEFC,U+102E0-102FB,U+10E60-10E7E,U+10EC2-10EC4,U+10EFC-10EFF,U+1EE00-1EE03,U+1EE05-1EE1F,U+1EE21-1EE22,U+1EE24,U+1EE27,U+1EE29-1EE32,U+1EE34-1EE37,U+1EE39,U+1EE3B,U+1EE42,U+1EE47,U+1EE49,U+1EE4B,U+1EE4D-1EE4F,U+1EE51-1EE52,U+1EE54,U+1EE57,U+1EE59,U+1EE5B,U+1EE5D,U+1EE5F,U+1EE61-1EE62,U+1EE64,U+1EE67-1EE6A,U+1EE6C-1EE72,U+1EE74-1EE77,U+1EE79-1EE7C,U+1EE7E,U+1EE80-1EE89,U+1EE8B-1EE9B,U+1EEA1-1EEA3,U+1EEA5-1EEA9,U+1EEAB-1EEBB,U+1EEF0-1EEF1',
    first: ['ar', 'fa'],
  },
  {
    family: 'Frank Ruhl Libre Variable',
    from: '@fontsource-variable/frank-ruhl-libre',
    file: 'frank-ruhl-libre-hebrew-wght-normal.woff2',
    weight: '300 900',
    style: 'normal',
    range: 'U+0307-0308,U+0590-05FF,U+200C-2010,U+20AA,U+25CC,U+FB1D-FB4F',
    sizeAdjust: '107%',
    first: ['he'],
  },
  {
    family: 'Assistant Variable',
    from: '@fontsource-variable/assistant',
    file: 'assistant-hebrew-wght-normal.woff2',
    weight: '200 800',
    style: 'normal',
    range: 'U+0307-0308,U+0590-05FF,U+200C-2010,U+20AA,U+25CC,U+FB1D-FB4F',
    sizeAdjust: '105%',
    first: ['he'],
  },
];

/**
 * Faces of the reader's own machine, drawn as wide and as high as ours, so that no line breaks anew when ours arrive. Widths
 * were measured on running text; Liberation and Tinos have the measures of Times and Arial.
 * https://drafts.csswg.org/css-fonts-5/#size-adjust-desc
 */
export const MEANWHILE: readonly {
  family: string;
  local: readonly string[];
  sizeAdjust: string;
  ascent: string;
  descent: string;
  range?: string;
}[] = [
  {
    family: 'Serif meanwhile',
    local: ['Times New Roman', 'TimesNewRomanPSMT', 'Liberation Serif', 'Tinos', 'Nimbus Roman'],
    sizeAdjust: '117.9%',
    ascent: '87.9%',
    descent: '28.4%',
  },
  {
    family: 'Sans meanwhile',
    local: ['Arial', 'ArialMT', 'Liberation Sans', 'Arimo', 'Nimbus Sans'],
    sizeAdjust: '93.3%',
    ascent: '109.7%',
    descent: '42.9%',
  },
  {
    family: 'Hebrew serif meanwhile',
    local: ['Times New Roman', 'TimesNewRomanPSMT', 'Liberation Serif', 'Tinos'],
    sizeAdjust: '93.4%',
    ascent: '102%',
    descent: '25.2%',
    range: 'U+0590-05FF,U+FB1D-FB4F',
  },
  {
    family: 'Hebrew sans meanwhile',
    local: ['Arial', 'ArialMT', 'Liberation Sans', 'Arimo'],
    sizeAdjust: '91.9%',
    ascent: '101.7%',
    descent: '25.1%',
    range: 'U+0590-05FF,U+FB1D-FB4F',
  },
];
