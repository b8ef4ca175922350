import { Hono } from 'hono';
import type { HouseEnv } from '../platform/house.ts';
import { page } from '../platform/page.tsx';
import { submit } from '../platform/submit.tsx';
import { configureFacilities, editFacility, listFacilitiesForStaff, readFacilities, readSeatShares } from './facilities-permissions.ts';
import { CARE_COSTS, careCostsPage } from './pages/care-costs-page.tsx';
import { licencePage } from './pages/licence-form-page.tsx';
import { licenceHistoryPage } from './pages/licence-history.tsx';
import { facilitiesCsv, facilitiesPage } from './pages/facilities-page.tsx';
import { FACILITY_IMPORT, facilityPreviewPage, facilityTemplate, importFacilitiesPage, refusedFacilityRows } from './pages/facility-import-pages.tsx';
import { FACILITIES, OCCUPANCY, SEAT_TYPES } from './pages/facility-frame.tsx';
import { editFacilityPage, newFacilityPage } from './pages/facility-form-page.tsx';
import { facilityPage } from './pages/facility-page.tsx';
import { groupPage } from './pages/group-form-page.tsx';
import { kitaPage } from './pages/kita-page.tsx';
import { KITAS, kitasPage } from './pages/kitas-page.tsx';
import { occupancyCsv, occupancyPage } from './pages/occupancy-page.tsx';
import { poolPage } from './pages/pool-form-page.tsx';
import { seatSharesPage, sharesPath } from './pages/seat-shares-page.tsx';
import { seatTypePage, seatTypesPage } from './pages/seat-types-page.tsx';
import { saveCareCosts } from './server/care-costs.ts';
import { saveGroup } from './server/care-groups.ts';
import { addCover, removeCover, saveLicence } from './server/edit-childminder.ts';
import { addClosingTime, removeClosingTime } from './server/edit-closing-times.ts';
import { saveDetails, saveFacility } from './server/edit-facility.ts';
import { savePool } from './server/edit-pools.ts';
import { endSeatShare, shareSeat } from './server/edit-seat-shares.ts';
import { removeSeatType, saveSeatType } from './server/edit-seat-type.ts';
import { importFacilities, uploadFacilities } from './server/import-facilities.ts';
import { addLeader, removeLeader } from './server/facility-leaders.ts';

/** Not `neu`, not `import`. */
const UUID = '{[0-9a-f-]+}';
const ONE = `${FACILITIES}/:id${UUID}`;
const OF = `${FACILITIES}/:facility${UUID}`;
const saved = ({ facility }: { facility: string }) => `${FACILITIES}/${facility}?meldung=saved`;
const removed = ({ facility }: { facility: string }) => `${FACILITIES}/${facility}?meldung=removed`;
const toList = () => `${SEAT_TYPES}?meldung=saved`;

/** Kitas for families, and what there is for those who keep it. */
export const facilitiesRoutes = new Hono<HouseEnv>()
  .get(KITAS, page(readFacilities, kitasPage))
  .get(`${KITAS}/:id`, page(readFacilities, kitaPage))
  .get(FACILITIES, page(listFacilitiesForStaff, facilitiesPage))
  .get(`${FACILITIES}.csv`, page(listFacilitiesForStaff, facilitiesCsv))
  .get(`${FACILITIES}/neu`, page(configureFacilities, (view) => newFacilityPage(view)))
  .post(`${FACILITIES}/neu`, submit(saveFacility, { again: newFacilityPage, done: ({ id }) => `${FACILITIES}/${id}?meldung=saved` }))
  .get(CARE_COSTS, page(configureFacilities, (view) => careCostsPage(view)))
  .post(CARE_COSTS, submit(saveCareCosts, { again: careCostsPage, done: () => `${CARE_COSTS}?meldung=saved` }))
  .get(FACILITY_IMPORT, page(configureFacilities, (view) => importFacilitiesPage(view)))
  .post(FACILITY_IMPORT, submit(uploadFacilities, { again: importFacilitiesPage, done: (file) => `${FACILITY_IMPORT}/${file}` }))
  .get(`${FACILITY_IMPORT}/vorlage.csv`, page(configureFacilities, facilityTemplate))
  .get(`${FACILITY_IMPORT}/:file`, page(configureFacilities, (view) => facilityPreviewPage(view)))
  .post(`${FACILITY_IMPORT}/:file`, submit(importFacilities, { params: ['file'], again: facilityPreviewPage, done: () => `${FACILITIES}?meldung=saved` }))
  .get(`${FACILITY_IMPORT}/:file/abgelehnt.csv`, page(configureFacilities, refusedFacilityRows))
  .get(ONE, page(listFacilitiesForStaff, (view) => facilityPage(view)))
  .get(`${ONE}/bearbeiten`, page(editFacility, (view) => editFacilityPage(view)))
  .post(`${ONE}/bearbeiten`, submit(saveFacility, { params: ['id'], again: editFacilityPage, done: ({ id }) => `${FACILITIES}/${id}?meldung=saved` }))
  .get(`${ONE}/angaben`, page(editFacility, (view) => editFacilityPage(view)))
  .post(`${ONE}/angaben`, submit(saveDetails, { params: ['id'], again: editFacilityPage, done: ({ id }) => `${FACILITIES}/${id}?meldung=saved` }))
  .get(SEAT_TYPES, page(listFacilitiesForStaff, seatTypesPage))
  .get(`${SEAT_TYPES}/neu`, page(configureFacilities, (view) => seatTypePage(view)))
  .post(`${SEAT_TYPES}/neu`, submit(saveSeatType, { again: (view, save) => seatTypePage(view, { save }), done: toList }))
  .get(`${SEAT_TYPES}/:id`, page(configureFacilities, (view) => seatTypePage(view)))
  .post(`${SEAT_TYPES}/:id`, submit(saveSeatType, { params: ['id'], again: (view, save) => seatTypePage(view, { save }), done: toList }))
  .post(`${SEAT_TYPES}/:id/entfernen`, submit(removeSeatType, { params: ['id'], again: (view, remove) => seatTypePage(view, { remove }), done: () => `${SEAT_TYPES}?meldung=removed` }))
  .get(OCCUPANCY, page(listFacilitiesForStaff, occupancyPage))
  .get(`${OCCUPANCY}.csv`, page(listFacilitiesForStaff, occupancyCsv))
  .get(`${OF}/plaetze/neu`, page(configureFacilities, (view) => poolPage(view)))
  .post(`${OF}/plaetze/neu`, submit(savePool, { params: ['facility'], again: poolPage, done: saved }))
  .get(`${OF}/plaetze/:pool`, page(configureFacilities, (view) => poolPage(view)))
  .post(`${OF}/plaetze/:pool`, submit(savePool, { params: ['facility', 'pool'], again: poolPage, done: saved }))
  .get(`${OF}/gruppen/neu`, page(configureFacilities, (view) => groupPage(view)))
  .post(`${OF}/gruppen/neu`, submit(saveGroup, { params: ['facility'], again: groupPage, done: saved }))
  .get(`${OF}/gruppen/:group`, page(configureFacilities, (view) => groupPage(view)))
  .post(`${OF}/gruppen/:group`, submit(saveGroup, { params: ['facility', 'group'], again: groupPage, done: saved }))
  .get(`${OF}/geteilte-plaetze`, page(readSeatShares, (view) => seatSharesPage(view)))
  .post(`${OF}/geteilte-plaetze`, submit(shareSeat, { params: ['facility'], again: (view, share) => seatSharesPage(view, { share }), done: ({ facility }) => `${sharesPath(facility)}?meldung=saved` }))
  .post(`${OF}/geteilte-plaetze/:share/beenden`, submit(endSeatShare, { params: ['facility', 'share'], again: (view, end) => seatSharesPage(view, { end }), done: ({ facility }) => `${sharesPath(facility)}?meldung=saved` }))
  .get(`${OF}/tagespflege`, page(configureFacilities, (view) => licencePage(view)))
  .get(`${OF}/tagespflege/verlauf`, page(listFacilitiesForStaff, licenceHistoryPage))
  .post(`${OF}/tagespflege`, submit(saveLicence, { params: ['facility'], again: licencePage, done: saved }))
  .post(`${OF}/vertretungen`, submit(addCover, { params: ['facility'], again: (view, cover) => facilityPage(view, { cover }), done: saved }))
  .post(`${OF}/vertretungen/:cover/entfernen`, submit(removeCover, { params: ['facility', 'cover'], again: (view) => facilityPage(view), done: removed }))
  .post(`${OF}/schliesszeiten`, submit(addClosingTime, { params: ['facility'], again: (view, closing) => facilityPage(view, { closing }), done: saved }))
  .post(`${OF}/schliesszeiten/:closing/entfernen`, submit(removeClosingTime, { params: ['facility', 'closing'], again: (view) => facilityPage(view), done: removed }))
  .post(`${OF}/leitungen`, submit(addLeader, { params: ['facility'], again: (view, leader) => facilityPage(view, { leader }), done: saved }))
  .post(`${OF}/leitungen/:leader/entfernen`, submit(removeLeader, { params: ['facility', 'leader'], again: (view) => facilityPage(view), done: removed }));
