/** Another page is the right one: go there. */
export function seeOther(href: string): Response {
  return new Response(null, { status: 303, headers: { Location: href, 'Cache-Control': 'no-store' } });
}
