/* What a script may add to pages that work without it: focus on the error summary, a print button, and a
   page part that asks the server again (data-live) while long work goes on. */
(function () {
  "use strict";

  document.documentElement.classList.add("js");

  var summary = document.querySelector("[data-error-summary]");
  if (summary) {
    summary.focus();
  }

  document.querySelectorAll("[data-print]").forEach(function (button) {
    button.addEventListener("click", function () { window.print(); });
  });

  /* A second press within two seconds does not send a form twice. */
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.method !== "post") { return; }
    var now = Date.now();
    if (now - Number(form.dataset.sentAt || 0) < 2000) { event.preventDefault(); return; }
    form.dataset.sentAt = String(now);
  });

  /* <div id="x" data-live="5">: every 5 seconds the page is fetched again and the part replaced, until the
     new part no longer carries data-live or the page is hidden. */
  function refresh(part) {
    var seconds = Math.max(Number(part.dataset.live) || 5, 2);
    window.setTimeout(function () {
      if (document.hidden) { refresh(part); return; }
      fetch(window.location.href, { credentials: "same-origin" })
        .then(function (answer) { return answer.ok ? answer.text() : Promise.reject(answer.status); })
        .then(function (html) {
          var fresh = new DOMParser().parseFromString(html, "text/html").getElementById(part.id);
          if (!fresh) { return; }
          part.replaceWith(fresh);
          if (fresh.dataset.live) { refresh(fresh); }
        })
        .catch(function () { refresh(part); });
    }, seconds * 1000);
  }
  document.querySelectorAll("[data-live][id]").forEach(refresh);
})();
