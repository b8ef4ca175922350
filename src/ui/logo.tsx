/** The sign of the product: links of a chain that hold each other, one for each phase of life. */
export function Logo() {
  return (
    <svg class="logo" viewBox="0 0 60 44" width="60" height="44" aria-hidden="true" focusable="false">
      <path class="logo-1" d="M13 14h10a8 8 0 0 1 0 16H13a8 8 0 0 1 0-16z" />
      <path class="logo-2" d="M37 14h10a8 8 0 0 1 0 16H37a8 8 0 0 1 0-16z" />
      <path class="logo-3" d="M24 22h12" />
    </svg>
  );
}
