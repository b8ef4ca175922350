import { usePage } from '../../platform/page-context.ts';
import { SearchField } from '../../ui/search-field.tsx';
import { SEARCH } from '../offer-query.ts';
import { guideTexts } from '../texts.ts';

interface OfferSearchProps {
  asked?: string;
  large?: boolean;
  /** parameters of the address that stay */
  keep?: readonly (readonly [string, string])[];
}

/** The search on top of list and front page; a GET form, so that what was searched can be sent and bookmarked. */
export function OfferSearch({ asked = '', large, keep = [] }: OfferSearchProps) {
  const page = usePage();
  const t = guideTexts.in(page.language);
  return (
    <form method="get" action={page.href('/angebote')} role="search" aria-label={t('search.label')} class="offer-search">
      {keep.map(([name, value]) => <input type="hidden" name={name} value={value} />)}
      <SearchField name={SEARCH} label={t('search.label')} example={t('search.example')} hint={large ? t('search.hint') : undefined} value={asked} large={large} />
    </form>
  );
}
