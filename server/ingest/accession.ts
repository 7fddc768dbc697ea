/** Longest accession number, in characters: it stands in addresses and file names. */
const LONGEST = 100;

/**
 * Why a text cannot be an accession number, and what to do; null where it can. It is the permanent name of a testimony and a
 * part of its address, so it may not hold what parts an address, nor letters that nobody sees.
 */
export function accessionProblem(text: string): string | null {
  if (text.length > LONGEST)
    return `the accession number has ${text.length} characters, and at most ${LONGEST} are taken.`;
  const sign = /[/?#%\\]/.exec(text)?.[0];
  if (sign)
    return `the accession number “${text}” holds “${sign}”, which cannot stand in an address. Write - or _ instead.`;
  if (/[\p{C}]/u.test(text)) return `the accession number “${text}” holds letters that cannot be seen. Write it anew.`;
  if (/^\.+$/.test(text)) return `“${text}” cannot be an accession number. Write letters and digits.`;
  return null;
}
