namespace TalentCard.Contracts.Security;

/// <summary>A kind of what may be an attack.</summary>
/// <param name="Code">As it stands in answers and in <c>security_events.kind</c>.</param>
/// <param name="Zh">What it is called in Chinese.</param>
/// <param name="En">What it is called in English.</param>
/// <param name="AlarmAt">How often within an hour, of the same and by the same, tells the administrators.</param>
public sealed record SecurityEventKind(string Code, string Zh, string En, int AlarmAt)
{
    /// <summary>A wrong password, also of a name that nobody has.</summary>
    public static readonly SecurityEventKind WrongPassword = new("wrong_password", "密码错误", "Wrong password", 20);

    /// <summary>A wrong code of the second factor, or a wrong recovery code.</summary>
    public static readonly SecurityEventKind WrongSecondFactor = new(
        "wrong_second_factor",
        "二次验证码错误",
        "Wrong second factor",
        5
    );

    /// <summary>A passkey whose count of signatures did not go up: there may be a copy of it.</summary>
    public static readonly SecurityEventKind CopiedPasskey = new(
        "copied_passkey",
        "通行密钥疑似被复制",
        "Passkey may have been copied",
        1
    );

    /// <summary>An account was closed to a device or address, or to all that it does not know.</summary>
    public static readonly SecurityEventKind LockedOut = new("locked_out", "登录锁定", "Sign-in locked", 3);

    /// <summary>A code or refresh token came a second time; its grant has ended.</summary>
    public static readonly SecurityEventKind TokenReuse = new("token_reuse", "授权码或令牌重复使用", "Code or token reused", 1);

    /// <summary>A client that could not show who it is.</summary>
    public static readonly SecurityEventKind WrongClientSecret = new(
        "wrong_client_secret",
        "接入系统密钥错误",
        "Wrong client secret",
        10
    );

    /// <summary>A form of the sign-in pages that none of them has made.</summary>
    public static readonly SecurityEventKind RefusedForm = new("refused_form", "表单来源不符", "Form from elsewhere", 20);

    /// <summary>Somebody called what their account may not.</summary>
    public static readonly SecurityEventKind Forbidden = new("forbidden", "越权访问", "Access refused", 20);

    /// <summary>The last four of an ID number did not fit.</summary>
    public static readonly SecurityEventKind IdentityMiss = new(
        "identity_miss",
        "身份核对不符",
        "Identity check did not match",
        10
    );

    /// <summary>The identity check was closed, for a card or for who made it.</summary>
    public static readonly SecurityEventKind IdentityClosed = new("identity_closed", "身份核对关闭", "Identity check closed", 1);

    /// <summary>An office opened a card's identity check again before the day was over.</summary>
    public static readonly SecurityEventKind IdentityReopened = new(
        "identity_reopened",
        "身份核对重新开放",
        "Identity check reopened",
        3
    );

    /// <summary>Too many whole phone or ID numbers led to nobody; looking up is closed to who looked.</summary>
    public static readonly SecurityEventKind LookUpClosed = new("look_up_closed", "号码查询关闭", "Look-ups closed", 1);

    /// <summary>The kinds.</summary>
    public static readonly IReadOnlyList<SecurityEventKind> All =
    [
        WrongPassword,
        WrongSecondFactor,
        CopiedPasskey,
        LockedOut,
        TokenReuse,
        WrongClientSecret,
        RefusedForm,
        Forbidden,
        IdentityMiss,
        IdentityClosed,
        IdentityReopened,
        LookUpClosed,
    ];
}
