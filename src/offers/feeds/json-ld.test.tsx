import { describe, expect, test } from 'vitest';
import { newId } from '../../platform/id.ts';
import { OfferJsonLd } from '../pages/interfaces-json-ld.tsx';
import { newService } from '../service.ts';
import { offerJsonLd } from './json-ld.ts';

const page = { url: 'https://lueckenlos.example/alfeld/angebote/1', name: 'Krabbelgruppe', description: '', language: 'de' };
const rule = { weekday: 1, opensAt: '09:00', closesAt: '10:00', intervalWeeks: 1, byAppointment: false, note: '' };
const offer = (known: object = {}) => ({ service: newService({ id: newId(), organizationId: newId(), name: 'Krabbelgruppe', ...known }), organizationName: 'Verein', places: [] });

describe('an offer for search engines', () => {
  test('says what is known and leaves out what is not', () => {
    expect(offerJsonLd(offer(), page)).toEqual({
      '@context': 'https://schema.org', '@type': 'Service', '@id': page.url, url: page.url, name: 'Krabbelgruppe', inLanguage: 'de', provider: { '@type': 'Organization', name: 'Verein' }, availableChannel: { '@type': 'ServiceChannel' },
    });
    expect(offerJsonLd(offer({ minimumAgeMonths: -9, maximumAgeMonths: 47, freeOfCharge: 'yes', schedules: [rule, { ...rule, weekOfMonth: 2 }, { ...rule, byAppointment: true }] }), page)).toMatchObject({
      audience: { suggestedMinAge: 0, suggestedMaxAge: 3 }, isAccessibleForFree: true, offers: { price: 0 }, hoursAvailable: [{ dayOfWeek: 'https://schema.org/Monday', opens: '09:00' }],
    });
  });

  test('gives no price where there are several, and no age for the time before birth alone', () => {
    const costs = [{ amountCents: 100, description: '', reducedFor: '' }, { amountCents: 200, description: '', reducedFor: '' }];
    const said = offerJsonLd(offer({ costs, minimumAgeMonths: -9, maximumAgeMonths: -1 }), page);
    expect(said).not.toHaveProperty('offers');
    expect(said).not.toHaveProperty('audience');
  });

  test('cannot leave its element, whatever it is called', () => {
    const html = String(<OfferJsonLd offer={offer()} page={{ ...page, name: '</script><script>alert(1)</script>' }} />);
    expect(html.match(/<\/?script/g)).toHaveLength(2);
    expect((JSON.parse(html.replace(/<\/?script[^>]*>/g, '')) as { name: string }).name).toBe('</script><script>alert(1)</script>');
  });
});
