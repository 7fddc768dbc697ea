import type { Lang } from '../../../i18n/languages.ts';
import { messagesOf, translator } from '../../../i18n/messages.ts';

/** The word for a field of the catalogue: some are called otherwise in a list of their own. */
export function fieldNames(lang: Lang) {
  const [t, messages] = [translator(lang), messagesOf(lang)];
  return (list: string | null, name: string): string =>
    messages.has(`catalogue.field_of.${list}.${name}`)
      ? t(`catalogue.field_of.${list}.${name}`)
      : t(`catalogue.field.${name}`);
}
