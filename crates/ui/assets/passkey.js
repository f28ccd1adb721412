// Passkeys: what a form can't do by itself. The form is shown where the browser can, asks for a
// challenge, fills itself with the answer, and is then sent like any other.
(() => {
  "use strict";
  if (!window.PublicKeyCredential || !navigator.credentials) return;
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer || []))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  const ask = async (form) => {
    const answer = await fetch(`${form.getAttribute("action")}/bat-dau`, {
      method: "POST",
      headers: { accept: "application/json" },
      body: new URLSearchParams(new FormData(form)),
    });
    const said = await answer.json();
    if (!answer.ok) throw new Error(said.detail);
    return said;
  };

  const make = {
    async create(form, options) {
      options.challenge = bytes(options.challenge);
      options.user.id = bytes(options.user.id);
      for (const known of options.excludeCredentials) known.id = bytes(known.id);
      const made = await navigator.credentials.create({ publicKey: options });
      form.client.value = text(made.response.clientDataJSON);
      form.attestation.value = text(made.response.attestationObject);
      for (const field of form.querySelectorAll("[type=password], [autocomplete=one-time-code]")) field.value = "";
    },
    async get(form, options) {
      options.challenge = bytes(options.challenge);
      const said = await navigator.credentials.get({ publicKey: options });
      form.elements.id.value = text(said.rawId);
      form.client.value = text(said.response.clientDataJSON);
      form.authenticator.value = text(said.response.authenticatorData);
      form.signature.value = text(said.response.signature);
      form.handle.value = text(said.response.userHandle);
    },
  };

  for (const part of document.querySelectorAll("[data-passkey]")) {
    const form = part.querySelector("form");
    const failed = part.querySelector("[data-failed]");
    part.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      // It is sent below, once; until then it may be tried again.
      event.stopPropagation();
      failed.hidden = true;
      let options;
      try {
        options = await ask(form);
        await make[part.dataset.passkey](form, options);
        form.submit();
      } catch (error) {
        // What the server said, else that it was broken off.
        failed.textContent = options ? failed.dataset.failed : error.message;
        failed.hidden = false;
      }
    });
  }
})();
