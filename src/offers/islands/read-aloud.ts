/**
 * Reads the page's main part aloud with a voice that lives on this device; a voice that would send the words elsewhere is never used.
 * Without such a voice for the language of the page the button does not appear.
 */
class ReadAloud extends HTMLElement {
  connectedCallback(): void {
    if (!('speechSynthesis' in window)) return;
    this.#offer();
    window.speechSynthesis.addEventListener('voiceschanged', () => this.#offer());
    window.addEventListener('pagehide', () => window.speechSynthesis.cancel());
  }

  #offer(): void {
    const button = this.querySelector('button');
    const voice = ownVoice(document.documentElement.lang);
    if (!button || !voice || !button.hidden) return;
    button.hidden = false;
    const [start, stop] = [this.dataset['start'] ?? '', this.dataset['stop'] ?? ''];
    const say = (text: string, isReading: boolean) => {
      button.querySelector('.kern-label')!.textContent = text;
      button.setAttribute('aria-pressed', String(isReading));
    };
    button.addEventListener('click', () => {
      const { speechSynthesis } = window;
      if (speechSynthesis.speaking) {
        speechSynthesis.cancel();
        say(start, false);
        return;
      }
      const parts = readable();
      parts.forEach(({ text, lang }, index) => {
        const utterance = new SpeechSynthesisUtterance(text);
        utterance.voice = ownVoice(lang) ?? voice;
        utterance.lang = utterance.voice.lang;
        if (index === parts.length - 1) utterance.addEventListener('end', () => say(start, false));
        speechSynthesis.speak(utterance);
      });
      say(stop, true);
    });
  }
}

function ownVoice(lang: string): SpeechSynthesisVoice | undefined {
  return window.speechSynthesis.getVoices().find((voice) => voice.localService && voice.lang.toLowerCase().startsWith(lang.toLowerCase()));
}

/** What is seen, piece by piece, each in its own language; short pieces, because some voices stop after fifteen seconds. */
function readable(): { text: string; lang: string }[] {
  const pieces = document.querySelectorAll<HTMLElement>('main :is(h1, h2, h3, p, li, address, dt, dd, .choice-title, .choice-note)');
  return [...pieces].filter((piece) => !piece.querySelector('h2, h3, p, li, .choice-title') && piece.offsetParent !== null && !piece.closest('read-aloud, .no-read'))
    .map((piece) => ({ text: (piece.innerText ?? '').trim(), lang: (piece.querySelector<HTMLElement>(':scope > [lang]') ?? piece.closest<HTMLElement>('[lang]'))?.lang ?? '' }))
    .filter(({ text }) => text !== '');
}

customElements.define('read-aloud', ReadAloud);
