/** Leaves by replacing this page, so that the browser's way back does not lead here; also with Escape pressed twice. */
class QuickLeave extends HTMLElement {
  connectedCallback(): void {
    const link = this.querySelector('a');
    if (!link) return;
    const leave = () => window.location.replace(link.href);
    link.addEventListener('click', (event) => {
      event.preventDefault();
      leave();
    });
    let pressedAt = 0;
    document.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      if (event.timeStamp - pressedAt < 1000) leave();
      pressedAt = event.timeStamp;
    });
  }
}

customElements.define('quick-leave', QuickLeave);
