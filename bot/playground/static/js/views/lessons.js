/** One plain sentence about each kind of exchange. */

export const TRANSPORTS = { socket: "Socket Mode", http: "Signed HTTP", web_api: "Web API", response_url: "response_url" };

const LESSONS = {
  message: "Somebody wrote where the bot can read. The bot must acknowledge within 3 seconds; its answer comes as a Web API call.",
  app_mention: "Somebody named the bot. A mention in a channel that the bot reads also arrives as a message: the bot answers once.",
  app_home_opened: "Somebody opened the app. With the Home tab the bot may publish a view, with Messages it may suggest prompts.",
  member_joined_channel: "Somebody joined a channel that the bot is in.",
  file_shared: "A file was shared where the bot can see it.",
  reaction_added: "Somebody reacted to a message.",
  block_actions: "Somebody pressed or chose something in a message, modal or Home. trigger_id lets the bot open a modal within 3 seconds.",
  view_submission: "A modal was submitted. The acknowledgement may carry errors, an update, or the next modal.",
  view_closed: "A modal was closed without submitting; sent because it asked for it.",
  message_action: "A message shortcut: the whole message comes along.",
  shortcut: "A global shortcut.",
  block_suggestion: "A select asks the app for its options while somebody types.",
  "apps.connections.open": "The bot asks for a websocket address: this is how Socket Mode starts.",
  "auth.test": "The bot asks who it is.",
  "chat.postMessage": "The bot posts a message. thread_ts puts it into a thread; text is what notifications and screen readers say.",
  "chat.postEphemeral": "The bot posts a message that one person sees. It is in no history.",
  "chat.update": "The bot changes one of its messages.",
  "chat.delete": "The bot takes one of its messages back.",
  "views.open": "The bot opens a modal; trigger_id can be used once, within 3 seconds.",
  "views.push": "The bot puts a modal on top of the open one (three at most).",
  "views.update": "The bot redraws an open view; hash protects against overwriting a newer one.",
  "views.publish": "The bot publishes a person's Home.",
  "assistant.threads.setStatus": "The bot says what it is doing; its next reply in the thread takes the line away.",
  "assistant.threads.setSuggestedPrompts": "The bot suggests what to ask; shown as chips above the composer.",
  "users.info": "The bot asks about a person, for example for their time zone.",
  "conversations.replies": "The bot reads a thread.",
  "conversations.history": "The bot reads a channel.",
};

const BY_TRANSPORT = {
  response_url: "The bot answers a command or a click through its response_url: five times at most, within 30 minutes.",
};

/** The sentence for an entry, or an empty string. */
export function lesson(entry) {
  if (entry.name.startsWith("/")) return "A slash command. It is never sent again: without an acknowledgement within 3 seconds the person sees a failure.";
  return LESSONS[entry.name] ?? BY_TRANSPORT[entry.transport] ?? "";
}
