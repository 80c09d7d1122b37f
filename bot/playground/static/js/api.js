/** Calls to the workspace's server. Every call names the acting person. */

import { state } from "./store.js";

export class ApiError extends Error {
  constructor(code, message) {
    super(message || code);
    this.code = code;
  }
}

async function answer(response) {
  let body;
  try {
    body = await response.json();
  } catch {
    throw new ApiError(`http_${response.status}`, `The workspace answered with status ${response.status}.`);
  }
  if (body.ok === false) throw new ApiError(body.error ?? "unknown", body.message);
  return body;
}

async function request(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new ApiError("offline", "The workspace can't be reached. Is it still running?");
  }
  return answer(response);
}

/** GET `/client/<name>`; throws ApiError. */
export function get(name, query = {}) {
  const search = new URLSearchParams({ user: state.me?.id ?? state.wanted, ...query });
  return request(`/client/${name}?${search}`);
}

/** POST `/client/<name>` as the acting person; throws ApiError when the server says `ok: false`. */
export function post(name, body = {}) {
  return request(`/client/${name}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ user: state.me.id, ...body }),
  });
}

/** Upload one file, which is stored and not shown yet; `told` hears of the part that has gone, 0 to 1. */
export function upload(file, told = () => {}) {
  const search = new URLSearchParams({ user: state.me.id, name: file.name });
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest();
    sending.open("POST", `/client/upload?${search}`);
    sending.setRequestHeader("Content-Type", file.type || "application/octet-stream");
    sending.upload.addEventListener("progress", (event) => told(event.loaded / Math.max(event.total, 1)));
    sending.addEventListener("load", () => resolve(answer(new Response(sending.responseText, { status: sending.status }))));
    sending.addEventListener("error", () => reject(new ApiError("offline", "The workspace can't be reached. Is it still running?")));
    sending.send(file);
  });
}
