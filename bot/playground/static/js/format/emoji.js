/** The emoji that can be written by name. Names are Slack's. */

const LINES = `
People grinning:😀 smiley:😃 smile:😄 grin:😁 laughing:😆 sweat_smile:😅 joy:😂 rofl:🤣 slightly_smiling_face:🙂 upside_down_face:🙃 wink:😉 blush:😊 innocent:😇 heart_eyes:😍 star-struck:🤩 yum:😋 stuck_out_tongue:😛 thinking_face:🤔 face_with_raised_eyebrow:🤨 neutral_face:😐 expressionless:😑 no_mouth:😶 smirk:😏 unamused:😒 face_with_rolling_eyes:🙄 grimacing:😬 relieved:😌 pensive:😔 sleepy:😪 sleeping:😴 mask:😷 dizzy_face:😵 exploding_head:🤯 partying_face:🥳 sunglasses:😎 nerd_face:🤓 confused:😕 worried:😟 open_mouth:😮 hushed:😯 astonished:😲 flushed:😳 pleading_face:🥺 cry:😢 sob:😭 scream:😱 disappointed:😞 sweat:😓 weary:😩 tired_face:😫 triumph:😤 angry:😠 rage:😡 robot_face:🤖 ghost:👻 shushing_face:🤫 hugging_face:🤗 face_palm:🤦 shrug:🤷
Hands +1:👍 -1:👎 ok_hand:👌 wave:👋 raised_hands:🙌 clap:👏 pray:🙏 handshake:🤝 muscle:💪 point_up:☝️ point_right:👉 point_left:👈 point_down:👇 raised_hand:✋ v:✌️ crossed_fingers:🤞 writing_hand:✍️ eyes:👀 brain:🧠 bust_in_silhouette:👤 busts_in_silhouette:👥 teacher:🧑‍🏫 student:🧑‍🎓 technologist:🧑‍💻
Study books:📚 book:📖 notebook:📓 memo:📝 pencil:📝 pencil2:✏️ mortar_board:🎓 school:🏫 microscope:🔬 telescope:🔭 triangular_ruler:📐 bar_chart:📊 chart_with_upwards_trend:📈 chart_with_downwards_trend:📉 clipboard:📋 bookmark:🔖 bookmark_tabs:📑 page_facing_up:📄 page_with_curl:📃 card_index_dividers:🗂️ file_folder:📁 open_file_folder:📂 inbox_tray:📥 outbox_tray:📤 package:📦 abacus:🧮 test_tube:🧪 ballot_box_with_ballot:🗳️ speech_balloon:💬 thought_balloon:💭 mega:📣 loudspeaker:📢 newspaper:📰 card_file_box:🗃️
Time calendar:📅 date:📅 spiral_calendar_pad:🗓️ alarm_clock:⏰ stopwatch:⏱️ hourglass:⌛ hourglass_flowing_sand:⏳ clock3:🕒 watch:⌚ bell:🔔 no_bell:🔕 sunrise:🌅 crescent_moon:🌙
Signs white_check_mark:✅ heavy_check_mark:✔️ ballot_box_with_check:☑️ x:❌ negative_squared_cross_mark:❎ heavy_multiplication_x:✖️ warning:⚠️ exclamation:❗ question:❓ grey_question:❔ grey_exclamation:❕ bangbang:‼️ information_source:ℹ️ no_entry:⛔ no_entry_sign:🚫 octagonal_sign:🛑 red_circle:🔴 large_orange_circle:🟠 large_yellow_circle:🟡 large_green_circle:🟢 large_blue_circle:🔵 large_purple_circle:🟣 white_circle:⚪ black_circle:⚫ large_green_square:🟩 large_yellow_square:🟨 large_red_square:🟥 white_large_square:⬜ black_large_square:⬛ small_blue_diamond:🔹 small_orange_diamond:🔸 arrow_right:➡️ arrow_left:⬅️ arrow_up:⬆️ arrow_down:⬇️ arrows_counterclockwise:🔄 repeat:🔁 heavy_plus_sign:➕ heavy_minus_sign:➖ one:1️⃣ two:2️⃣ three:3️⃣ four:4️⃣ five:5️⃣ six:6️⃣ seven:7️⃣ eight:8️⃣ nine:9️⃣ keycap_ten:🔟 zero:0️⃣ 100:💯 new:🆕 ok:🆗 sos:🆘
Things rocket:🚀 fire:🔥 sparkles:✨ star:⭐ star2:🌟 zap:⚡ boom:💥 tada:🎉 confetti_ball:🎊 balloon:🎈 gift:🎁 trophy:🏆 first_place_medal:🥇 second_place_medal:🥈 third_place_medal:🥉 medal:🏅 dart:🎯 game_die:🎲 jigsaw:🧩 bulb:💡 mag:🔍 mag_right:🔎 link:🔗 paperclip:📎 pushpin:📌 round_pushpin:📍 lock:🔒 unlock:🔓 key:🔑 hammer:🔨 wrench:🔧 hammer_and_wrench:🛠️ gear:⚙️ computer:💻 desktop_computer:🖥️ keyboard:⌨️ floppy_disk:💾 satellite:📡 email:📧 envelope:✉️ phone:☎️ cloud:☁️ sunny:☀️ rainbow:🌈 snowflake:❄️ umbrella:☔ earth_americas:🌎 coffee:☕ tea:🍵 pizza:🍕 cookie:🍪 cake:🍰 apple:🍎 whale:🐳 penguin:🐧 snake:🐍 turtle:🐢 owl:🦉 bug:🐛 bee:🐝 cat:🐱 dog:🐶 unicorn_face:🦄 seedling:🌱 evergreen_tree:🌲 four_leaf_clover:🍀 ship:🚢 airplane:✈️ car:🚗 house:🏠 office:🏢
Hearts heart:❤️ orange_heart:🧡 yellow_heart:💛 green_heart:💚 blue_heart:💙 purple_heart:💜 black_heart:🖤 white_heart:🤍 broken_heart:💔 sparkling_heart:💖 two_hearts:💕`;

const SAME = { thumbsup: "+1", thumbsdown: "-1", thinking: "thinking_face", robot: "robot_face", info: "information_source",
  white_tick: "white_check_mark", hourglass_not_done: "hourglass_flowing_sand", collision: "boom", satisfied: "laughing",
  simple_smile: "slightly_smiling_face", heavy_exclamation_mark: "exclamation", celebrate: "tada", spiral_calendar: "spiral_calendar_pad" };

let table;
function read() {
  const groups = LINES.trim().split("\n").map((line) => {
    const [title, ...pairs] = line.split(" ");
    return { title, emoji: pairs.map((pair) => {
      const at = pair.indexOf(":");
      return { name: pair.slice(0, at), char: pair.slice(at + 1) };
    }) };
  });
  const byName = new Map(groups.flatMap((g) => g.emoji.map((e) => [e.name, e.char])));
  for (const [other, name] of Object.entries(SAME)) if (byName.has(name)) byName.set(other, byName.get(name));
  return { groups, byName };
}
const all = () => (table ??= read());

/** The groups of the picker: `[{title, emoji: [{name, char}]}]`. */
export const emojiGroups = () => all().groups;

/** The character for a name, without colons; undefined when there is none. Skin tones are dropped. */
export const emojiChar = (name) => all().byName.get(name.replace(/::skin-tone-\d$/, ""));

/** Up to `most` emoji whose name has `part` in it, those that start with it first. */
export function findEmoji(part, most = 8) {
  const wanted = part.toLowerCase();
  const found = [...all().byName].filter(([name]) => name.includes(wanted));
  found.sort(([a], [b]) => Number(b.startsWith(wanted)) - Number(a.startsWith(wanted)) || a.length - b.length);
  return found.slice(0, most).map(([name, char]) => ({ name, char }));
}
