// The page says "zh" of itself, and the clock's words ("3 hours ago") know only "zh-cn" and the like.
moment.defineLocale("zh", { parentLocale: "zh-cn" });
moment.locale("en");
