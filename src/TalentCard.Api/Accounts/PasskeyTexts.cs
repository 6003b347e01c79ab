namespace TalentCard.Api.Accounts;

/// <summary>The words about passkeys in one language.</summary>
public sealed record PasskeyTexts(
    string Title,
    string Hint,
    string SignIn,
    string Refused,
    string NoAnswer,
    string None,
    string AddedAt,
    string LastUsed,
    string Never,
    string Add,
    string Name,
    string NeedsScript,
    string Added,
    string AddRefused,
    string Remove,
    string Removed,
    string RemoveRefused
)
{
    private static readonly PasskeyTexts Chinese = new(
        "通行密钥",
        "通行密钥用指纹、面容或设备密码登录，不用输入密码，也不会被钓鱼网站骗取。",
        "用通行密钥登录",
        "通行密钥不正确或已失效。请重试，或用密码登录。",
        "没有收到通行密钥的应答。请重试；如设备不支持，请用其他方式。",
        "还没有通行密钥。",
        "添加时间",
        "最近使用",
        "尚未使用",
        "添加通行密钥",
        "名称",
        "添加通行密钥须在浏览器中启用 JavaScript。",
        "通行密钥已添加，下次可用它登录。",
        "通行密钥未能添加，请重试。每个账号最多 10 个，已满的请先删除一个。",
        "删除",
        "通行密钥已删除，其他设备上的登录已失效。",
        "未能删除：当前密码不正确，或该通行密钥已不存在。连续输错 5 次，账号将锁定 15 分钟。"
    );

    private static readonly PasskeyTexts English = new(
        "Passkeys",
        "A passkey signs you in by fingerprint, face or the device's own code: nothing to type, nothing to be stolen by a false page.",
        "Sign in with a passkey",
        "The passkey was not accepted. Try again, or sign in with your password.",
        "No passkey answered. Try again; if your device has none, use another way.",
        "There are no passkeys yet.",
        "Added",
        "Last used",
        "Not yet",
        "Add a passkey",
        "Name",
        "Adding a passkey needs JavaScript in your browser.",
        "The passkey is added; you can sign in with it from now on.",
        "The passkey could not be added; please try again. An account has 10 at most: remove one first if it has.",
        "Remove",
        "The passkey is removed. Sign-ins on other devices have ended.",
        "Not removed: the password is wrong, or the passkey is gone. After 5 failures the account is locked for 15 minutes."
    );

    /// <summary>The words in the language of the sign-in pages.</summary>
    public static PasskeyTexts For(PageTexts page) => page.Language == "en" ? English : Chinese;
}
