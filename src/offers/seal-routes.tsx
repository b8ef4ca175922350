import { Hono } from 'hono';
import type { HouseEnv } from '../platform/house.ts';
import { page } from '../platform/page.tsx';
import { submit } from '../platform/submit.tsx';
import { placePointsPage, POINTS } from './pages/place-point-page.tsx';
import { newPointPage, STAFF_POINTS, staffPointPage, staffPointsPage } from './pages/place-point-staff-page.tsx';
import { STAFF_SEALS, staffSealPage, staffSealsPage } from './pages/seal-staff-page.tsx';
import { pointStickersPage, sealStickersPage } from './pages/seal-stickers-page.tsx';
import { SEALS, sealsPage, typeCodePage, VERIFY, verifyPage } from './pages/seal-verify-page.tsx';
import { applyForSeal, editPoint, listPoints, listSeals, verifySeal } from './seal-permissions.ts';
import { recordCheck, savePoint } from './server/edit-points.ts';
import { applySeal, awardSeal, endSeal, saveEvidence } from './server/edit-seals.ts';

const POINT = `${STAFF_POINTS}/:id{[0-9a-f-]{36}}`;
const SEAL = `${STAFF_SEALS}/:id{[0-9a-f-]{36}}`;
const seal = ({ id }: { id: string }) => `${STAFF_SEALS}/${id}?gespeichert=1`;
const ofSeal = { params: ['id'], again: staffSealPage, done: seal };

/** Still- und Wickelpunkte, the seal for child protection, and what a sticker leads to. */
export const sealRoutes = new Hono<HouseEnv>()
  .get(POINTS, page(verifySeal, placePointsPage))
  .get(SEALS, page(verifySeal, sealsPage))
  .get(VERIFY, page(verifySeal, typeCodePage))
  .get(`${VERIFY}/:code`, page(verifySeal, verifyPage))
  .get(STAFF_POINTS, page(listPoints, staffPointsPage))
  .get(`${STAFF_POINTS}/aufkleber`, page(listPoints, pointStickersPage))
  .get(`${STAFF_POINTS}/neu`, page(editPoint, (view) => newPointPage(view)))
  .post(`${STAFF_POINTS}/neu`, submit(savePoint, { again: newPointPage, done: ({ id }) => `${STAFF_POINTS}/${id}?gespeichert=1` }))
  .get(POINT, page(listPoints, (view) => staffPointPage(view)))
  .post(POINT, submit(savePoint, { params: ['id'], again: staffPointPage, done: ({ id }) => `${STAFF_POINTS}/${id}?gespeichert=1` }))
  .post(`${POINT}/pruefen`, submit(recordCheck, { params: ['id'], again: staffPointPage, done: ({ id }) => `${STAFF_POINTS}/${id}?geprueft=1` }))
  .get(STAFF_SEALS, page(listSeals, (view) => staffSealsPage(view)))
  .post(STAFF_SEALS, submit(applySeal, { again: staffSealsPage, done: seal }))
  .get(`${STAFF_SEALS}/aufkleber`, page(listSeals, sealStickersPage))
  .get(SEAL, page(applyForSeal, (view) => staffSealPage(view)))
  .post(`${SEAL}/nachweise`, submit(saveEvidence, ofSeal))
  .post(`${SEAL}/verleihen`, submit(awardSeal, ofSeal))
  .post(`${SEAL}/beenden`, submit(endSeal, ofSeal));
