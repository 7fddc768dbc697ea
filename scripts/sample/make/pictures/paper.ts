/** Puts a drawing on warm paper, as SVG. */
import type { Sheet } from './ink.ts';

export function svg(on: Sheet): string {
  const { width, height, layers } = on;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<defs>${['wash0', 'wash1', 'wash2'].map((id, at) => washFilter(id, at * 17 + 3)).join('')}${DRY}${PAPER}
<radialGradient id="edge" cx="50%" cy="48%" r="75%"><stop offset="62%" stop-color="#7a5a34" stop-opacity="0"/><stop offset="100%" stop-color="#7a5a34" stop-opacity="0.22"/></radialGradient></defs>
<rect width="${width}" height="${height}" fill="#f5ecda"/>
<rect width="${width}" height="${height}" filter="url(#paper)"/>
${layers.join('\n')}
<rect width="${width}" height="${height}" fill="url(#edge)"/></svg>`;
}

/** Ragged edge, uneven body, and a darker rim where the water dried last. */
function washFilter(id: string, seed: number): string {
  return `<filter id="${id}" x="-12%" y="-12%" width="124%" height="124%">
<feTurbulence type="fractalNoise" baseFrequency="0.016" numOctaves="4" seed="${seed}" result="n"/>
<feDisplacementMap in="SourceGraphic" in2="n" scale="20" xChannelSelector="R" yChannelSelector="G" result="shape"/>
<feTurbulence type="fractalNoise" baseFrequency="0.0055" numOctaves="4" seed="${seed + 5}" result="m"/>
<feColorMatrix in="m" type="matrix" values="0 0 0 0 0  0 0 0 0 0  0 0 0 0 0  1.9 0 0 0 -0.22" result="mask"/>
<feComposite in="shape" in2="mask" operator="in" result="body"/>
<feGaussianBlur in="shape" stdDeviation="7" result="soft"/>
<feComposite in="shape" in2="soft" operator="arithmetic" k1="0" k2="1" k3="-0.82" k4="0" result="rim"/>
<feMerge><feMergeNode in="body"/><feMergeNode in="rim"/></feMerge></filter>`;
}

const DRY = `<filter id="dry" x="-12%" y="-12%" width="124%" height="124%">
<feTurbulence type="fractalNoise" baseFrequency="0.016" numOctaves="3" seed="9" result="n"/>
<feDisplacementMap in="SourceGraphic" in2="n" scale="26" xChannelSelector="R" yChannelSelector="G" result="shape"/>
<feTurbulence type="fractalNoise" baseFrequency="0.006 0.16" numOctaves="3" seed="4" result="m"/>
<feColorMatrix in="m" type="matrix" values="0 0 0 0 0  0 0 0 0 0  0 0 0 0 0  4.5 0 0 0 -1.65" result="mask"/>
<feComposite in="shape" in2="mask" operator="in"/></filter>`;

const PAPER = `<filter id="paper" x="0" y="0" width="100%" height="100%">
<feTurbulence type="fractalNoise" baseFrequency="0.035 0.05" numOctaves="4" seed="2"/>
<feColorMatrix type="matrix" values="0 0 0 0 0.47  0 0 0 0 0.36  0 0 0 0 0.22  0.32 0 0 0 -0.11"/></filter>`;
