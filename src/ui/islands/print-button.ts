/** Shows the button – without this script it would do nothing – and prints. */
class PrintButton extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector('button');
    if (!button) return;
    button.hidden = false;
    button.addEventListener('click', () => window.print());
  }
}

customElements.define('print-button', PrintButton);
