import { readFileSync } from 'node:fs';

const FILE = new URL('../../../../views/assets/css/1-tokens.css', import.meta.url);

export type TokenGroup = 'colour' | 'type' | 'space' | 'motion' | 'measure';

export interface Token {
  name: string; // with its two hyphens
  value: string;
  group: TokenGroup;
}

/** Of names, what they are for; what none of these takes is a measure. */
const GROUPS: readonly [TokenGroup, RegExp][] = [
  ['type', /^--(step|words|serif|sans|leading|label|emphasis)/],
  ['space', /^--space/],
  ['motion', /^--(quick|calm|ease)$/],
  [
    'colour',
    /^--(paper|ink|line|accent|mark|good|warn|shadow|hover|pressed|chosen|off|focus)(-(raised|sunk|soft|strong|ink|wash))?$/,
  ],
];

/** The tokens of the style sheet as they are in the light, read from the style sheet itself. */
export function styleTokens(): Token[] {
  const css = readFileSync(FILE, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
  const root = /:root\s*{([\s\S]*?)\n}/.exec(css)?.[1] ?? '';
  return [...root.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => ({
    name,
    value: value.replace(/\s+/g, ' ').trim(),
    group: GROUPS.find(([, names]) => names.test(name))?.[0] ?? 'measure',
  }));
}
