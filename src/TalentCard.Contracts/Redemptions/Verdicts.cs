using TalentCard.Contracts.Problems;

namespace TalentCard.Contracts.Redemptions;

/// <summary>
/// What a verifier answers to a scan, and why a redemption or a reservation is refused. Each refusal has
/// one stable code and says in Chinese what to do. A scan's refusal is a 200 with its verdict; a redemption's is a 409.
/// </summary>
public static class Verdicts
{
    /// <summary>The card is good, and this service point can record at least one service now.</summary>
    public const string Accepted = "accepted";

    /// <summary>Not a YC1 code.</summary>
    public static readonly ProblemCode Malformed = new(
        "malformed",
        409,
        "没有读出优才卡二维码：请对准持卡人手机上的优才码，调亮屏幕后再扫一次。",
        "No talent card's code was read: aim at the code on the holder's phone, make its screen brighter and scan again."
    );

    /// <summary>A Chinese input method took the scanner's letters for pinyin.</summary>
    public static readonly ProblemCode InputMethod = new(
        "input_method",
        409,
        "电脑的中文输入法改动了扫码内容，请按 Shift 键切换到英文后再扫一次。",
        "The computer's Chinese input method changed what was scanned; press Shift to switch it to English and scan again."
    );

    /// <summary>The computer reads the scanner's keys by another layout than the scanner types.</summary>
    public static readonly ProblemCode KeyboardLayout = new(
        "keyboard_layout",
        409,
        "扫码枪与电脑的键盘布局不一致，请把电脑或扫码枪的键盘设为“美式（US）”后再扫一次。",
        "Scanner and computer use different keyboard layouts; set the computer or the scanner to the US layout and scan again."
    );

    /// <summary>Signed by a key that is not ours or is retired.</summary>
    public static readonly ProblemCode UnknownKey = new(
        "unknown_key",
        409,
        "无法识别该码的签发单位，请持卡人刷新后重新出示。",
        "The code's issuer is not known; ask the holder to refresh it."
    );

    /// <summary>The signature does not fit: forged or damaged.</summary>
    public static readonly ProblemCode BadSignature = new(
        "bad_signature",
        409,
        "该码未通过真伪校验，请勿受理，并联系人才办。",
        "The code is not genuine; do not serve, and call the talent office."
    );

    /// <summary>Shown too late.</summary>
    public static readonly ProblemCode ExpiredCode = new(
        "expired_code",
        409,
        "该码已过期，请持卡人刷新后重新出示。",
        "The code has expired; ask the holder to refresh it."
    );

    /// <summary>Minted in our future: a clock is wrong.</summary>
    public static readonly ProblemCode FromTheFuture = new(
        "from_the_future",
        409,
        "该码的时间晚于系统时间，请持卡人刷新后重新出示。",
        "The code is dated in the future; ask the holder to refresh it."
    );

    /// <summary>This showing of the code has recorded this service already.</summary>
    public static readonly ProblemCode AlreadyUsed = new(
        "already_used",
        409,
        "该码已办理过此项服务，请持卡人刷新后重新出示。",
        "This code has recorded this service already; ask the holder for a fresh one."
    );

    /// <summary>The printed code was used too short a time ago for this benefit.</summary>
    public static readonly ProblemCode PrintedTooSoon = AlreadyUsed with
    {
        Zh = "实体卡刚办理过此项服务，请稍后再试，或请持卡人出示手机上的优才码。",
        En = "The printed code recorded this service a short while ago; wait, or ask for the code on the phone.",
    };

    /// <summary>No card carries this code's handle.</summary>
    public static readonly ProblemCode UnknownCard = new(
        "unknown_card",
        409,
        "未找到对应的优才卡，请持卡人联系人才办。",
        "No such card; ask the holder to call the talent office."
    );

    /// <summary>The card is suspended.</summary>
    public static readonly ProblemCode CardSuspended = new(
        "card_suspended",
        409,
        "该卡已挂失，请持卡人联系人才办。",
        "The card is suspended; ask the holder to call the talent office."
    );

    /// <summary>The card was revoked or replaced.</summary>
    public static readonly ProblemCode CardRevoked = new(
        "card_revoked",
        409,
        "该卡已注销或已补发新卡，请出示有效的优才卡。",
        "The card was revoked or replaced; ask for the valid one."
    );

    /// <summary>The card's dates do not hold today.</summary>
    public static readonly ProblemCode CardExpired = new(
        "card_expired",
        409,
        "该卡不在有效期内，请持卡人联系人才办续期。",
        "The card is out of its dates; ask the holder to renew it."
    );

    /// <summary>The benefit is not for this tier, or not given at present.</summary>
    public static readonly ProblemCode NotEligible = new(
        "not_eligible",
        409,
        "该持卡人的人才类别不享受此项服务，或此项服务已暂停。",
        "The benefit is not for this holder's tier or is paused."
    );

    /// <summary>The benefit does not include this member of the holder's family.</summary>
    public static readonly ProblemCode FamilyNotIncluded = NotEligible with
    {
        Zh = "此项服务不包含该家属，请持卡人本人办理，或告知其可办理的其他服务。",
        En = "The benefit does not include this member of the family; the holder can have it, or tell them of the others.",
    };

    /// <summary>The dependant is not confirmed, or the entry has ended.</summary>
    public static readonly ProblemCode DependantEnded = CardRevoked with
    {
        Zh = "该家属的登记未通过核对或已结束，请持卡人在手机上查看，或联系人才办。",
        En = "This dependant is not confirmed or the entry has ended; ask the holder to look on the phone or call the office.",
    };

    /// <summary>The office switched printed codes off for this benefit.</summary>
    public static readonly ProblemCode PrintedNotAllowed = NotEligible with
    {
        Zh = "此项服务不受理实体卡，请持卡人出示手机上的优才码。",
        En = "This benefit is not given on a printed code; ask for the code on the phone.",
    };

    /// <summary>The holder is younger than the benefit's rule says.</summary>
    public static readonly ProblemCode TooYoung = new(
        "too_young",
        409,
        "持卡人未达到此项服务的年龄下限，请告知持卡人达到年龄后再办理。",
        "The holder is too young for this benefit; they can come back when they are old enough."
    );

    /// <summary>The holder is older than the benefit's rule says.</summary>
    public static readonly ProblemCode TooOld = new(
        "too_old",
        409,
        "持卡人已超过此项服务的年龄上限，请告知持卡人可办理的其他服务。",
        "The holder is too old for this benefit; tell them of the others that they may have."
    );

    /// <summary>The benefit's rule has a bound, and the holder's date of birth is not known.</summary>
    public static readonly ProblemCode AgeUnknown = new(
        "age_unknown",
        409,
        "此项服务限定年龄，但系统未登记持卡人的出生日期，请持卡人联系人才办处理。",
        "The benefit is for certain ages and the holder's date of birth is not known; ask them to call the talent office."
    );

    /// <summary>Nothing is left of the period's quota.</summary>
    public static readonly ProblemCode QuotaExhausted = new(
        "quota_exhausted",
        409,
        "本周期的服务次数已用完，请告知持卡人下个周期再办理。",
        "Nothing is left in this period; the holder can come back in the next."
    );

    /// <summary>This service point does not give the benefit, or gives none at all.</summary>
    public static readonly ProblemCode WrongServicePoint = new(
        "wrong_service_point",
        409,
        "本服务点不提供此项服务，请引导持卡人前往对应的服务点。",
        "This service point does not give the benefit; send the holder to one that does."
    );

    /// <summary>The benefit is given on a booking only, and there is none for today here.</summary>
    public static readonly ProblemCode BookingRequired = new(
        "booking_required",
        409,
        "此项服务须提前预约，未找到今日在本服务点的预约，请持卡人先预约。",
        "This benefit must be booked and there is no booking here for today."
    );

    /// <summary>A check that the benefit asks for is missing or failed.</summary>
    public static readonly ProblemCode IdentityCheckRequired = new(
        "identity_check_required",
        409,
        "身份核对未完成或不相符，请核对本人照片或身份证后四位后重试。",
        "The identity check is missing or does not match; check the face or the ID's last four and try again."
    );

    /// <summary>A device-bound code was shown by another device.</summary>
    public static readonly ProblemCode DeviceKeyMismatch = new(
        "device_key_mismatch",
        409,
        "该码与绑定的手机不符，请持卡人在本人手机上重新出示。",
        "The code was not shown by the phone it is bound to."
    );

    /// <summary>What a benefit's rule refuses a good card for, at a scan, a redemption and a booking alike.</summary>
    public static readonly IReadOnlyList<ProblemCode> OfRules =
    [
        NotEligible,
        TooYoung,
        TooOld,
        AgeUnknown,
        QuotaExhausted,
        WrongServicePoint,
    ];

    /// <summary>Every refusal, in the order in which they are looked at.</summary>
    public static readonly IReadOnlyList<ProblemCode> All =
    [
        Malformed,
        InputMethod,
        KeyboardLayout,
        UnknownKey,
        BadSignature,
        ExpiredCode,
        FromTheFuture,
        AlreadyUsed,
        UnknownCard,
        CardSuspended,
        CardRevoked,
        CardExpired,
        .. OfRules,
        BookingRequired,
        IdentityCheckRequired,
        DeviceKeyMismatch,
    ];

    /// <summary>The refusal with this code.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static ProblemCode Of(string code) => All.First(refusal => refusal.Code == code);
}
