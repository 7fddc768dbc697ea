/** A message of the interface: a text with `{name}` placeholders, or one for each plural form that its language has. */
export type PluralForms = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;
export type Message = string | PluralForms;
