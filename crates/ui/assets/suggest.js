// The search box offers what it finds while one types: a list to choose from by arrows or pointer.
// Without it, the box is a form that leads to a page with the same.
(() => {
  "use strict";
  const PAUSE = 180;
  const LEAST = 2;
  // The beginning of a number: a personal one must stand in no address, and finds nothing anyway.
  const NUMBER = /^[\d\s.–-]{6,}$/;
  const open = (href) => location.assign(href);

  for (const input of document.querySelectorAll("input[data-suggest]")) {
    const form = input.form;
    const list = document.createElement("ul");
    const said = document.createElement("p");
    list.id = `${input.id}-list`;
    list.className = "suggest";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.labels[0]?.textContent ?? "");
    said.className = "vh";
    said.setAttribute("role", "status");
    form.append(list, said);
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) {
      input.setAttribute(name, value);
    }

    let options = [];
    let at = -1;
    let wait;
    let asking;

    const choose = (n) => {
      at = n;
      [...list.children].forEach((li, i) => li.setAttribute("aria-selected", String(i === n)));
      if (n < 0) return input.removeAttribute("aria-activedescendant");
      input.setAttribute("aria-activedescendant", list.children[n].id);
      list.children[n].scrollIntoView({ block: "nearest" });
    };
    const close = () => {
      clearTimeout(wait);
      asking?.abort();
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      choose(-1);
    };
    const part = (name, text) => {
      const span = document.createElement("span");
      span.className = name;
      span.textContent = text;
      return span;
    };
    const show = (found) => {
      options = found.options;
      list.replaceChildren(...options.map((option, n) => {
        const li = document.createElement("li");
        li.id = `${list.id}-${n}`;
        li.setAttribute("role", "option");
        li.append(part("label", option.label), " ", part("note", option.note));
        // The box keeps the focus while somebody points at the list.
        li.addEventListener("mousedown", (event) => event.preventDefault());
        li.addEventListener("click", () => open(option.href));
        return li;
      }));
      said.textContent = found.said;
      list.hidden = options.length === 0;
      input.setAttribute("aria-expanded", String(options.length > 0));
      choose(-1);
    };
    const ask = async () => {
      asking?.abort();
      asking = new AbortController();
      const query = new URLSearchParams(new FormData(form));
      query.delete("csrf");
      try {
        const answer = await fetch(`${input.dataset.suggest}?${query}`, {
          headers: { accept: "application/json" },
          signal: asking.signal,
        });
        if (!answer.ok) return close();
        const found = await answer.json();
        if (document.activeElement === input) show(found);
      } catch (error) {
        if (error.name !== "AbortError") close();
      }
    };

    input.addEventListener("input", (event) => {
      clearTimeout(wait);
      const typed = input.value.trim();
      if (typed.length < LEAST || NUMBER.test(typed)) return close();
      // Vietnamese letters come in several strokes.
      if (!event.isComposing) wait = setTimeout(ask, PAUSE);
    });
    input.addEventListener("compositionend", () => {
      clearTimeout(wait);
      if (!NUMBER.test(input.value.trim())) wait = setTimeout(ask, PAUSE);
    });
    input.addEventListener("keydown", (event) => {
      if (event.isComposing || list.hidden) return;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        event.preventDefault();
        // Past either end is the box itself.
        const places = options.length + 1;
        choose(((at + 1 + step + places) % places) - 1);
      } else if (event.key === "Enter" && at >= 0) {
        event.preventDefault();
        open(options[at].href);
      } else if (event.key === "Escape") {
        event.preventDefault();
        close();
      }
    });
    input.addEventListener("blur", close);
    form.addEventListener("submit", close);
    window.addEventListener("pageshow", close);
  }
})();
