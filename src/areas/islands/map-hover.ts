/** Says name and figure of the area under the pointer or in focus; arrow keys move from area to area. Without it the map's links and titles do. */
class MapHover extends HTMLElement {
  #tip = document.createElement('div');
  #dismiss = ({ key }: KeyboardEvent): void => {
    if (key === 'Escape') this.#show(null);
  };

  connectedCallback(): void {
    // Also with the focus elsewhere: what the pointer brought up can be put away (WCAG 1.4.13).
    document.addEventListener('keydown', this.#dismiss);
    const items = [...this.querySelectorAll<SVGGraphicsElement>('[data-area]')];
    if (items.length === 0 || this.#tip.isConnected) return;
    // The browser's own hints would stand beside ours.
    for (const item of items) item.querySelector('title')?.remove();
    this.#tip.className = 'map-tip';
    // Whoever hears the page hears the name of the item itself.
    this.#tip.ariaHidden = 'true';
    this.#tip.hidden = true;
    this.append(this.#tip);
    // Items that lead nowhere are one stop for the Tab key, the arrows do the rest.
    if (!this.querySelector('a[data-area]')) items.forEach((item, at) => item.setAttribute('tabindex', at === 0 ? '0' : '-1'));

    this.addEventListener('pointerover', ({ target }) => {
      if (!this.#tip.contains(target as Node)) this.#show(itemOf(target));
    });
    this.addEventListener('pointerleave', () => this.#show(itemOf(document.activeElement)));
    this.addEventListener('focusin', ({ target }) => this.#show(itemOf(target)));
    this.addEventListener('focusout', () => this.#show(null));
    this.addEventListener('keydown', (event) => {
      const from = itemOf(event.target);
      const to = from && nearest(event.key, middle(from), items.map(middle));
      if (to === null || to === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      items[to]!.focus();
    });
  }

  disconnectedCallback(): void {
    document.removeEventListener('keydown', this.#dismiss);
  }

  #show(item: Element | null): void {
    this.#tip.hidden = !item;
    if (!item) return;
    this.#tip.textContent = item.getAttribute('aria-label');
    const [frame, box] = [this.getBoundingClientRect(), item.getBoundingClientRect()];
    const half = this.#tip.offsetWidth / 2;
    const x = Math.min(Math.max(box.left + box.width / 2 - frame.left, half), frame.width - half);
    this.#tip.style.left = `${x - half}px`;
    this.#tip.style.top = `${Math.max(0, box.top - frame.top - this.#tip.offsetHeight)}px`;
  }
}

function itemOf(target: EventTarget | null): Element | null {
  return target instanceof Element ? target.closest('[data-area]') : null;
}

function middle(item: Element): [number, number] {
  const { left, top, width, height } = item.getBoundingClientRect();
  return [left + width / 2, top + height / 2];
}

const directions: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** The place that comes next in an arrow's direction: near, and rather straight ahead than aside. undefined if there is none or it is no arrow. */
export function nearest(key: string, [x, y]: [number, number], places: [number, number][]): number | undefined {
  const direction = directions[key];
  let [best, least] = [undefined as number | undefined, Infinity];
  places.forEach(([px, py], at) => {
    if (!direction) return;
    const ahead = (px - x) * direction[0] + (py - y) * direction[1];
    const aside = Math.abs((px - x) * direction[1]) + Math.abs((py - y) * direction[0]);
    const way = ahead + 2 * aside;
    if (ahead > 1 && aside <= 2 * ahead && way < least) [best, least] = [at, way];
  });
  return best;
}

customElements.define('map-hover', MapHover);
