import { HtmlValidate } from 'html-validate';

/**
 * What the WHATWG's standard and WCAG ask, as html-validate knows it. Left out: taste in white space and in the case of the
 * doctype. A list may be named: its role allows it (https://www.w3.org/TR/wai-aria-1.2/#namefromauthor). Boxes to tick that are
 * one choice of several share their name: forms send each that is ticked (https://html.spec.whatwg.org/#constructing-entry-list).
 */
const html = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    'no-trailing-whitespace': 'off',
    'doctype-style': 'off',
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit', 'button', 'reset'] }],
    'aria-label-misuse': ['error', { allowAnyNamable: true }],
  },
});

/** What is wrong in a page, a line each: where in it, the rule, and why. */
export async function wrongIn(text: string): Promise<string[]> {
  const { results } = await html.validateString(text);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line }) => `${line} ${ruleId}: ${message}`),
  );
}
