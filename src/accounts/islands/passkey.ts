/** Asks the device for a passkey and posts it with the form the button stands in; see pages/passkey-form.tsx. */
class PasskeyButton extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector('button');
    if (!button) return;
    button.hidden = false;
    if (!window.PublicKeyCredential) {
      button.disabled = true;
      this.#say(this.dataset['unsupported']);
      return;
    }
    button.addEventListener('click', () => void this.#ask(button));
  }

  async #ask(button: HTMLButtonElement): Promise<void> {
    const form = this.closest('form');
    const field = form?.querySelector<HTMLInputElement>('input[name="credential"]');
    if (!form || !field) return;
    button.disabled = true;
    this.#say('');
    try {
      const options = JSON.parse(this.dataset['options'] ?? '{}') as Options;
      const credential = this.dataset['kind'] === 'create' ? await create(options) : await get(options);
      field.value = JSON.stringify(credential);
      form.requestSubmit();
    } catch {
      // Cancelled, timed out, or no fitting passkey: browsers do not tell which, on purpose.
      button.disabled = false;
      this.#say(this.dataset['cancelled']);
    }
  }

  #say(text = ''): void {
    const status = this.querySelector('[role="status"]');
    if (status) status.textContent = text;
  }
}

/** Options and credentials travel as JSON, their bytes as base64url. (WebAuthn Level 3, 5.1.8 to 5.1.10) */
interface Options {
  challenge: string;
  user?: { id: string };
  excludeCredentials?: { id: string }[];
  allowCredentials?: { id: string }[];
}

async function create(options: Options): Promise<unknown> {
  const publicKey = {
    ...options, challenge: bytes(options.challenge), user: { ...options.user, id: bytes(options.user?.id ?? '') }, excludeCredentials: options.excludeCredentials?.map(withBytes),
  } as unknown as PublicKeyCredentialCreationOptions;
  const credential = await navigator.credentials.create({ publicKey }) as PublicKeyCredential;
  const response = credential.response as AuthenticatorAttestationResponse;
  return {
    ...outside(credential),
    response: { clientDataJSON: text(response.clientDataJSON), attestationObject: text(response.attestationObject), transports: response.getTransports?.() ?? [] },
  };
}

async function get(options: Options): Promise<unknown> {
  const publicKey = { ...options, challenge: bytes(options.challenge), allowCredentials: options.allowCredentials?.map(withBytes) } as unknown as PublicKeyCredentialRequestOptions;
  const credential = await navigator.credentials.get({ publicKey }) as PublicKeyCredential;
  const response = credential.response as AuthenticatorAssertionResponse;
  return {
    ...outside(credential),
    response: {
      clientDataJSON: text(response.clientDataJSON), authenticatorData: text(response.authenticatorData), signature: text(response.signature),
      userHandle: response.userHandle ? text(response.userHandle) : undefined,
    },
  };
}

function outside(credential: PublicKeyCredential) {
  return { id: credential.id, rawId: text(credential.rawId), type: credential.type, clientExtensionResults: credential.getClientExtensionResults(), authenticatorAttachment: credential.authenticatorAttachment ?? undefined };
}

function withBytes<Described extends { id: string }>(described: Described) {
  return { ...described, id: bytes(described.id) };
}

function bytes(base64url: string): Uint8Array {
  return Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
}

function text(buffer: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

customElements.define('passkey-button', PasskeyButton);
