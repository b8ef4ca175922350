/** So near to the upper or lower edge (px) the page scrolls along with what is dragged, so far at a time. */
const [EDGE, STEP] = [72, 12];
/** Hidden fields of the form that are new with every answer. */
const FRESH = ['_csrf', '_submission', 'saved'];

/**
 * Lets a list be put in order by dragging its handles, with finger, pen or mouse, and moves entries within the page where its buttons are pressed. Each entry
 * carries its place in a hidden field; the order is saved at once and sent again with the next button of the form. Without this script the same
 * buttons send the form.
 */
class WishOrder extends HTMLElement {
  private saving: Promise<void> = Promise.resolve();
  private unsaved = 0;

  connectedCallback(): void {
    this.closest('form')?.addEventListener('submit', (event) => this.wait(event));
    for (const handle of this.querySelectorAll<HTMLButtonElement>('.reg-handle')) {
      handle.hidden = false;
      handle.addEventListener('pointerdown', (event) => this.grab(handle, event));
    }
    this.addEventListener('click', (event) => this.press(event));
  }

  /** Who goes on while an order is being saved goes on when it is: the form is about to get its fresh fields. */
  private wait(event: SubmitEvent): void {
    const form = this.closest('form');
    if (!form || this.unsaved === 0) return;
    event.preventDefault();
    void this.saving.then(() => form.requestSubmit(event.submitter));
  }

  private entries(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('li[data-wish]')];
  }

  private press(event: MouseEvent): void {
    const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>('button[name=press]') : null;
    const entry = button?.closest<HTMLElement>('li');
    const verb = button?.value.split(':')[0];
    if (!button || !entry || (verb !== 'up' && verb !== 'down')) return;
    const next = verb === 'up' ? entry.previousElementSibling : entry.nextElementSibling;
    if (!next) return;
    event.preventDefault();
    if (verb === 'up') next.before(entry);
    else next.after(entry);
    this.settle(entry);
    // At an end the pressed button is gone: the other one of the same entry goes on.
    (button.hidden ? entry.querySelector<HTMLButtonElement>('button[name=press]:not([hidden])') : button)?.focus();
  }

  private grab(handle: HTMLButtonElement, down: PointerEvent): void {
    const entry = handle.closest<HTMLElement>('li');
    if (!entry || down.button !== 0) return;
    down.preventDefault();
    const before = this.entries().indexOf(entry);
    entry.classList.add('is-dragged');
    const over = new AbortController();
    let y = down.clientY;
    const scroll = () => {
      if (over.signal.aborted) return;
      const by = y < EDGE ? -STEP : y > innerHeight - EDGE ? STEP : 0;
      if (by !== 0) {
        scrollBy({ top: by, behavior: 'instant' });
        this.moveTo(entry, y);
      }
      requestAnimationFrame(scroll);
    };
    requestAnimationFrame(scroll);
    // On the document: an element that is moved about loses the pointer it holds.
    document.addEventListener('pointermove', (event) => { y = event.clientY; this.moveTo(entry, y); }, { signal: over.signal });
    for (const ending of ['pointerup', 'pointercancel'] as const) {
      document.addEventListener(ending, () => {
        over.abort();
        entry.classList.remove('is-dragged');
        if (this.entries().indexOf(entry) !== before) this.settle(entry);
      }, { signal: over.signal });
    }
  }

  private moveTo(entry: HTMLElement, y: number): void {
    const next = this.entries().filter((one) => one !== entry).find((one) => {
      const { top, height } = one.getBoundingClientRect();
      return y < top + height / 2;
    });
    if (next ? entry.nextElementSibling === next : entry.parentElement?.lastElementChild === entry) return;
    if (next) next.before(entry);
    else entry.parentElement?.append(entry);
  }

  /** Numbers, buttons and words of the new order; then it is saved. */
  private settle(moved: HTMLElement): void {
    const entries = this.entries();
    for (const [index, entry] of entries.entries()) {
      entry.querySelector('.reg-rank')!.textContent = `${index + 1}. `;
      for (const button of entry.querySelectorAll<HTMLButtonElement>('button[name=press]')) {
        const verb = button.value.split(':')[0];
        button.hidden = (verb === 'up' && index === 0) || (verb === 'down' && index === entries.length - 1);
      }
    }
    const name = moved.querySelector('.reg-wish-name a')?.textContent ?? '';
    this.querySelector('[role=status]')!.textContent = (this.dataset['moved'] ?? '').replace('%name', () => name).replace('%place', String(entries.indexOf(moved) + 1));
    this.unsaved++;
    this.saving = this.saving.then(() => this.save(moved)).catch(() => undefined).then(() => void this.unsaved--);
  }

  /** What cannot be saved now – no connection – goes along with the next button. */
  private async save(moved: HTMLElement): Promise<void> {
    const form = this.closest('form');
    if (!form) return;
    const fields = new FormData(form);
    fields.set('press', `keep:${moved.dataset['wish']}`);
    const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams([...fields].map(([name, value]) => [name, String(value)])) });
    if (!answer.ok) return;
    const page = await answer.text();
    for (const name of FRESH) {
      const fresh = new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1];
      const own = form.querySelector<HTMLInputElement>(`input[name="${name}"]`);
      if (fresh && own) own.value = fresh;
    }
  }
}

customElements.define('wish-order', WishOrder);
