import type { Context } from 'hono';
import type { JSX } from 'hono/jsx/jsx-runtime';
import type { Clock } from './clock.ts';
import type { Configuration } from './configuration.ts';
import type { Database, Read } from './database.ts';
import type { Log } from './log.ts';
import type { PageSurroundings } from './page-context.ts';
import type { Who } from './permission.ts';
import type { Town } from './town.ts';

export type Child = JSX.Element | string | null | undefined | false | Child[];

/** What a page hands to the layout. */
export interface Sheet {
  title: string;
  content: Child;
  status?: 200 | 400 | 403 | 404 | 409 | 422 | 429 | 500 | 503;
  breadcrumbs?: { label: string; href?: string }[];
  /** what just happened, above the content */
  flash?: { kind: 'info' | 'success' | 'warning' | 'error'; text: string };
  /** wide pages (matrix, big tables) use the whole width */
  wide?: boolean;
  /** one sentence for search engines and previews, public pages only */
  description?: string;
  /** a page not meant for search engines even though public */
  noIndex?: boolean;
}

/** What every page inside a town is given. */
export interface View extends PageSurroundings {
  tx: Read;
  town: Town;
  who: Who;
  clock: Clock;
  configuration: RunningConfiguration;
  /** part of the address: `/angebote/:id` → view.param('id') */
  param(name: string): string;
}

/** The things that parts above the platform put into it; composed once in src/server.ts. */
/** The configuration with the key that signs and encrypts, whether given or made at the first start. */
export type RunningConfiguration = Configuration & { secretKey: Buffer };

export interface House {
  configuration: RunningConfiguration;
  database: Database;
  clock: Clock;
  log: Log;
  findTown(tx: Read, slug: string): Promise<Town | undefined>;
  /** who holds this session token; nobody for an unknown, ended or revoked one */
  identify(tx: Read, town: Town, sessionToken: string | undefined, clock: Clock): Promise<Who>;
  /** the whole HTML document of a page inside a town */
  layout(view: View, sheet: Sheet): Child;
  /** the whole HTML document of a page outside any town, also of error pages (no database) */
  siteLayout(page: PageSurroundings, sheet: Sheet): Child;
  /** an error in plain words; 503 says what still works */
  errorSheet(page: PageSurroundings, kind: ErrorKind, reference: string, again?: SentAgain): Sheet;
}

export type ErrorKind = 'bad-request' | 'stale-form' | 'too-large' | 'sign-in-needed' | 'forbidden' | 'not-found' | 'conflict' | 'offline' | 'busy' | 'failure';

/** What somebody wanted when there was no answer for a moment: the address, and of a form everything in it. */
export interface SentAgain {
  address: string;
  /** missing where nothing was sent; undefined is a form that only the browser can send again (a file, a password) */
  fields?: readonly (readonly [name: string, value: string])[] | undefined;
}

export interface HouseEnv {
  Variables: {
    house: House;
    requestId: string;
    secureHeadersNonce?: string;
    /** set by a page without forms that other websites may show in a frame */
    framing?: 'anywhere';
  };
}

export type HouseContext = Context<HouseEnv>;
