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

/** Upload one file; without a channel it is stored but not shown yet. */
export function upload(file, query = {}) {
  const search = new URLSearchParams({ user: state.me.id, name: file.name, ...query });
  return request(`/client/upload?${search}`, {
    method: "POST",
    headers: { "Content-Type": file.type || "application/octet-stream" },
    body: file,
  });
}
