namespace TalentCard.Api.Accounts;

/// <summary>The words of the page of one's sign-ins in one language.</summary>
public sealed record SignInTexts(
    string Title,
    string Hint,
    string ThisBrowser,
    string Address,
    string Begun,
    string LastUsed,
    string End,
    string Ended,
    string Gone,
    string UnknownBrowser
)
{
    private static readonly SignInTexts Chinese = new(
        "登录设备",
        "以下浏览器正在使用您的账号。如有不认识的，请将其退出，并修改密码。",
        "当前浏览器",
        "IP 地址",
        "登录时间",
        "最近使用",
        "退出此设备",
        "已退出该设备。",
        "该登录已不存在。",
        "未知浏览器"
    );

    private static readonly SignInTexts English = new(
        "Where you are signed in",
        "These browsers use your account now. Sign out any that you do not know, and change your password.",
        "This browser",
        "IP address",
        "Signed in",
        "Last used",
        "Sign it out",
        "It is signed out.",
        "That sign-in has ended already.",
        "Unknown browser"
    );

    /// <summary>The words in the language of the sign-in pages.</summary>
    public static SignInTexts For(PageTexts page) => page.Language == "en" ? English : Chinese;
}
