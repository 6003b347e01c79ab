using Microsoft.Net.Http.Headers;

namespace TalentCard.Api.Accounts;

/// <summary>The words of the sign-in pages in one language.</summary>
public sealed record PageTexts(
    string Language,
    string Product,
    string Tagline,
    string SignIn,
    string UserName,
    string Password,
    string Continue,
    string SignInRefused,
    string PageExpired,
    string SecondFactor,
    string SecondFactorHint,
    string Code,
    string CodeRefused,
    string Enrol,
    string EnrolHint,
    string EnrolKey,
    string EnrolCode,
    string QrCode,
    string RecoveryCodes,
    string RecoveryCodesHint,
    string SavedThem,
    string SignedIn,
    string SignedInHint,
    string SignOut,
    string SignOutHint,
    string SignedOut,
    string SignedOutHint,
    string CannotSignIn,
    string CannotSignInHint,
    string OwnAccount,
    string ChangePassword,
    string CurrentPassword,
    string NewPassword,
    string NewPasswordAgain,
    string PasswordHint,
    string PasswordChanged,
    string PasswordRefused,
    string PasswordWeak,
    string PasswordsDiffer,
    string PasswordTemporary,
    string PasswordExpired,
    string FactorOn,
    string FactorOff,
    string CodesLeft,
    string ReplaceFactor,
    string RenewCodes,
    string OwnFactorHint,
    string OldCode,
    string ProofRefused,
    string BackToSystem,
    string Cancel,
    string Consent,
    string ConsentHint,
    string Allow,
    string Deny
)
{
    private static readonly PageTexts Chinese = new(
        "zh-CN",
        "优才卡",
        "高层次人才服务平台",
        "登录",
        "用户名",
        "密码",
        "继续",
        "用户名或密码不正确。连续输错 5 次，账号将锁定 15 分钟。",
        "页面已过期，请重新填写。",
        "两步验证",
        "请输入身份验证器中的 6 位验证码，或一个备用恢复码。",
        "验证码",
        "验证码不正确或已使用。连续输错 5 次，账号将锁定 15 分钟。",
        "启用两步验证",
        "您的账号须启用两步验证。请用身份验证器 App 扫描二维码，再填写其中的 6 位验证码。",
        "无法扫码？请手动输入密钥：",
        "6 位验证码",
        "身份验证器二维码",
        "请保存恢复码",
        "手机不在身边时，可用恢复码登录，每个只能用一次。此页只显示一次。",
        "已保存，继续",
        "您已登录",
        "可以关闭此页，或返回要使用的系统。",
        "退出登录",
        "确认退出登录？",
        "您已退出登录",
        "可以安全地关闭此页。",
        "无法登录",
        "来访的系统发出的登录请求有误。请返回该系统重试；如仍不成功，请将下面的代码告知管理员。",
        "账号与安全",
        "修改密码",
        "当前密码",
        "新密码",
        "再输一次新密码",
        "至少 10 位，须有大写字母、小写字母、数字和符号。",
        "密码已修改，其他设备上的登录已失效。",
        "当前密码不正确。连续输错 5 次，账号将锁定 15 分钟。",
        "新密码不符合要求：至少 10 位，须有大写字母、小写字母、数字和符号，与当前密码不同，不含用户名，也不是常见密码。",
        "两次输入的新密码不一致，请重新填写。",
        "您使用的是临时密码，请先设置自己的密码。",
        "临时密码已超过 72 小时有效期，请联系管理员重置。",
        "两步验证已启用。",
        "两步验证未启用。启用后，登录时除密码外还需要手机上的验证码。",
        "还剩 {0} 个恢复码。",
        "更换身份验证器",
        "重新生成恢复码",
        "请用身份验证器 App 扫描二维码，再填写其中的 6 位验证码。完成后会得到新的恢复码，其他设备上的登录将失效。",
        "原验证器的验证码，或一个恢复码",
        "密码或验证码不正确。连续输错 5 次，账号将锁定 15 分钟。",
        "返回系统",
        "取消",
        "是否允许“{0}”使用您的账号？",
        "您以{0}的身份登录。允许后，“{1}”可以：",
        "允许",
        "不允许"
    );

    private static readonly PageTexts English = new(
        "en",
        "TalentCard",
        "Services for high-level talents",
        "Sign in",
        "User name",
        "Password",
        "Continue",
        "User name or password is wrong. After 5 failures in a row the account is locked for 15 minutes.",
        "The page has expired; please fill it in again.",
        "Second factor",
        "Enter the 6-digit code of your authenticator app, or one of your recovery codes.",
        "Code",
        "The code is wrong or was used before. After 5 failures in a row the account is locked for 15 minutes.",
        "Set up the second factor",
        "Your account needs a second factor. Scan this QR code with an authenticator app, then enter its 6-digit code.",
        "Cannot scan? Type this key:",
        "6-digit code",
        "QR code for the authenticator app",
        "Keep these recovery codes",
        "Each of them signs you in once when your phone is not at hand. They are shown only now.",
        "I have kept them, continue",
        "You are signed in",
        "You can close this page or go back to where you came from.",
        "Sign out",
        "Do you want to sign out?",
        "You are signed out",
        "You can close this page.",
        "Cannot sign in",
        "The sign-in request is faulty. Go back and try again; if that does not help, tell your administrator the code below.",
        "Account and security",
        "Change the password",
        "Current password",
        "New password",
        "New password again",
        "At least 10 characters, with a capital, a small letter, a digit and a sign.",
        "The password is changed. Sign-ins on other devices have ended.",
        "The current password is wrong. After 5 failures in a row the account is locked for 15 minutes.",
        "The new password will not do: at least 10 characters with a capital, a small letter, a digit and a sign, neither the current one nor a common one, and without the user name.",
        "The two new passwords differ; please fill them in again.",
        "This is a temporary password; please choose your own first.",
        "The temporary password was good for 72 hours, which are over; ask your administrator for another.",
        "The second factor is on.",
        "The second factor is off. With it, signing in also asks for a code of your phone.",
        "{0} recovery codes are left.",
        "Replace the authenticator",
        "Make new recovery codes",
        "Scan this QR code with an authenticator app, then enter its 6-digit code. You get new recovery codes; sign-ins on other devices end.",
        "Code of the old authenticator, or a recovery code",
        "Password or code is wrong. After 5 failures in a row the account is locked for 15 minutes.",
        "Back",
        "Cancel",
        "Let “{0}” use your account?",
        "You are signed in as {0}. If you allow it, “{1}” can:",
        "Allow",
        "Do not allow"
    );

    /// <summary>
    /// The language asked for by <c>ui_locales</c> (OpenID Connect), else by the browser; Chinese if it is neither.
    /// </summary>
    public static PageTexts For(HttpRequest request)
    {
        var wanted = request
            .Query["ui_locales"]
            .ToString()
            .Split(' ')
            .Concat(
                request
                    .GetTypedHeaders()
                    .AcceptLanguage.OrderByDescending(LanguageQuality)
                    .Select(language => language.Value.ToString())
            );
        foreach (var language in wanted)
        {
            if (language.StartsWith("zh", StringComparison.OrdinalIgnoreCase))
                return Chinese;
            if (language.StartsWith("en", StringComparison.OrdinalIgnoreCase))
                return English;
        }
        return Chinese;
    }

    private static double LanguageQuality(StringWithQualityHeaderValue language) => language.Quality ?? 1;
}
