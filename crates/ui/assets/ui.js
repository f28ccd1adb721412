// Nothing here is needed to read or to send; it only saves a reader some steps.
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const typing = (el) => el && (el.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(el.tagName));

  // Print.
  for (const button of all("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }

  // "/" leads to the search box.
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const box = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (box) {
      event.preventDefault();
      box.focus();
      box.select();
    }
  });

  // What is wrong is read first.
  const wrong = document.querySelector("[data-focus]");
  if (wrong) wrong.focus();

  // A bar of choices sends itself once a choice is made with the pointer or a date is complete;
  // arrow keys in a list only look around.
  for (const form of all("form[data-auto]")) {
    let byKey = false;
    form.addEventListener("keydown", () => { byKey = true; });
    form.addEventListener("pointerdown", () => { byKey = false; });
    form.addEventListener("change", (event) => {
      const el = event.target;
      if (el.tagName === "SELECT" ? !byKey : /^\d{1,2}\/\d{1,2}\/\d{4}/.test(el.value)) form.requestSubmit();
    });
  }

  // A form is sent once.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
  });
  window.addEventListener("pageshow", () => all("form[data-sent]").forEach((f) => delete f.dataset.sent));

  // Files: dropped or chosen, listed, taken out again.
  const size = (n) => {
    const unit = n < 1e6 ? "kB" : "MB";
    return `${(n / (n < 1e6 ? 1e3 : 1e6)).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} ${unit}`;
  };
  for (const field of all("[data-drop]")) {
    const input = field.querySelector("input[type=file]");
    const zone = field.querySelector(".zone");
    const list = field.querySelector(".file-list");
    field.querySelector(".drop-here").hidden = false;
    const put = (files) => {
      const held = new DataTransfer();
      files.forEach((f) => held.items.add(f));
      input.files = held.files;
      show();
    };
    const show = () => {
      list.replaceChildren(...[...input.files].map((file, n) => {
        const li = document.createElement("li");
        const name = document.createElement("span");
        name.textContent = file.name;
        const bytes = document.createElement("span");
        bytes.className = "size num";
        bytes.textContent = size(file.size);
        const out = document.createElement("button");
        out.type = "button";
        out.className = "button quiet";
        out.textContent = list.dataset.remove;
        out.setAttribute("aria-label", `${list.dataset.remove} ${file.name}`);
        out.addEventListener("click", () => {
          put([...input.files].filter((_, i) => i !== n));
          input.focus();
        });
        li.append(name, bytes, out);
        return li;
      }));
    };
    input.addEventListener("change", show);
    for (const kind of ["dragenter", "dragover"]) {
      zone.addEventListener(kind, (event) => {
        event.preventDefault();
        zone.classList.add("over");
      });
    }
    for (const kind of ["dragleave", "drop"]) zone.addEventListener(kind, () => zone.classList.remove("over"));
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      const more = [...event.dataTransfer.files];
      put(input.multiple ? [...input.files, ...more] : more.slice(0, 1));
    });
  }

  // A remark leads to its cell, and to the field in it.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-cell]");
    const cell = link && document.getElementById(link.hash.slice(1));
    if (!cell) return;
    event.preventDefault();
    history.replaceState(null, "", link.hash);
    cell.scrollIntoView({ block: "center", inline: "center" });
    (cell.querySelector("input") || cell).focus({ preventScroll: true });
  });

  // A part of the page that changes by itself (data-poll = seconds) is asked for again until it
  // no longer says so.
  const again = async (part) => {
    const answer = await fetch(location.href, { headers: { "X-Fragment": part.id } });
    if (!answer.ok) return null;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.getElementById(part.id);
    if (!next) return location.reload();
    part.replaceWith(next);
    return next;
  };
  const poll = (part) => {
    const seconds = Number(part.dataset.poll);
    if (!(seconds > 0)) return;
    setTimeout(async () => {
      try {
        const next = await again(part);
        if (next) poll(next);
      } catch {
        poll(part);
      }
    }, seconds * 1000);
  };
  all("[data-poll][id]").forEach(poll);

  // A part that follows a stream of events (data-stream = its address) is asked for whenever the
  // stream says so, but not from under the reader's hands.
  const follow = (id, address) => {
    const stream = new EventSource(address);
    let asking = false;
    let behind = false;
    const ask = async () => {
      const part = document.getElementById(id);
      if (!part) return stream.close();
      behind = asking || part.contains(document.activeElement);
      if (behind) return;
      asking = true;
      const came = await again(part).catch(() => null);
      asking = false;
      if (behind || !came) setTimeout(ask, came ? 1000 : 5000);
    };
    stream.addEventListener("changed", ask);
    // A stream that is refused is not tried again by the browser.
    stream.addEventListener("error", () => {
      if (stream.readyState === EventSource.CLOSED) setInterval(ask, 5000);
    });
    document.addEventListener("focusout", () => behind && setTimeout(ask));
    window.addEventListener("pagehide", () => stream.close());
  };
  if (window.EventSource) all("[data-stream][id]").forEach((part) => follow(part.id, part.dataset.stream));
})();
