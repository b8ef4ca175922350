/** Turns what unfolds in its place into the browser's own modal dialog. */
class ModalDialog extends HTMLElement {
  connectedCallback(): void {
    const fold = this.querySelector('details');
    const opener = fold?.querySelector('summary');
    const panel = fold?.querySelector('section');
    if (!fold || !opener || !panel || typeof HTMLDialogElement === 'undefined') return;

    const dialog = document.createElement('dialog');
    dialog.className = 'dialog';
    dialog.setAttribute('aria-labelledby', panel.getAttribute('aria-labelledby') ?? '');
    panel.removeAttribute('aria-labelledby');

    // Not the first button: that may be the one that deletes.
    const heading = panel.querySelector('h2');
    if (heading && !panel.querySelector('[autofocus]')) {
      heading.tabIndex = -1;
      heading.autofocus = true;
    }

    const close = document.createElement('button');
    close.type = 'button';
    close.className = 'kern-btn kern-btn--tertiary dialog-close';
    close.textContent = this.dataset['close'] ?? '×';
    close.addEventListener('click', () => dialog.close());
    dialog.append(panel, close);

    const button = document.createElement('button');
    button.type = 'button';
    button.className = opener.className;
    button.setAttribute('aria-haspopup', 'dialog');
    button.append(...opener.childNodes);
    button.addEventListener('click', () => dialog.showModal());

    const wasOpen = fold.open;
    fold.replaceWith(button, dialog);
    dialog.id = fold.id;
    // A form in it was refused: what is wrong must be seen.
    if (wasOpen) dialog.showModal();
  }
}

customElements.define('modal-dialog', ModalDialog);
