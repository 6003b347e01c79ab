using System.Text.Json;

namespace TalentCard.Contracts.PersonalData;

/// <summary>Everything that the system keeps on a talent, for the talent themselves (个人信息保护法, article 45).</summary>
/// <param name="ExportedAt">When it was put together.</param>
/// <param name="Person">Who they are, in clear.</param>
/// <param name="Accounts">How they sign in.</param>
/// <param name="SignIns">When they signed in, newest first.</param>
/// <param name="Cards">Their cards, newest first.</param>
/// <param name="CardEvents">What became of the cards, newest first.</param>
/// <param name="Entitlements">What was used and booked in each period.</param>
/// <param name="Reservations">Their bookings, newest first.</param>
/// <param name="Services">The services they had, with their ratings, newest first.</param>
/// <param name="Scans">Every scan of their codes, newest first.</param>
/// <param name="Matters">What they asked the hotline, newest first.</param>
/// <param name="Messages">What they were told, newest first.</param>
/// <param name="Preferences">How they want to be told; empty where they never said.</param>
/// <param name="Dependants">Their family whom they filed, newest first.</param>
/// <param name="Looks">Who looked at their data or changed it, newest first.</param>
public sealed record PersonalDataExport(
    DateTimeOffset ExportedAt,
    ExportedPerson Person,
    IReadOnlyList<ExportedAccount> Accounts,
    IReadOnlyList<ExportedSignIn> SignIns,
    IReadOnlyList<ExportedCard> Cards,
    IReadOnlyList<ExportedCardEvent> CardEvents,
    IReadOnlyList<ExportedEntitlement> Entitlements,
    IReadOnlyList<ExportedReservation> Reservations,
    IReadOnlyList<ExportedService> Services,
    IReadOnlyList<ExportedScan> Scans,
    IReadOnlyList<ExportedMatter> Matters,
    IReadOnlyList<ExportedMessage> Messages,
    IReadOnlyList<ExportedPreference> Preferences,
    IReadOnlyList<ExportedDependant> Dependants,
    IReadOnlyList<ExportedLook> Looks
);

/// <summary>A member of the talent's family whom they have filed.</summary>
/// <param name="Relation"><c>spouse</c>, <c>child</c> or <c>parent</c>.</param>
/// <param name="Name">Their name.</param>
/// <param name="DocumentKind">The kind of their document.</param>
/// <param name="DocumentNumber">Its number.</param>
/// <param name="BirthDate">Date of birth.</param>
/// <param name="ValidTo">The last day; null: while the card lasts.</param>
/// <param name="State"><c>filed</c>, <c>active</c>, <c>refused</c> or <c>ended</c>.</param>
/// <param name="FiledAt">When it was filed.</param>
public sealed record ExportedDependant(
    string Relation,
    string Name,
    string DocumentKind,
    string DocumentNumber,
    DateOnly? BirthDate,
    DateOnly? ValidTo,
    string State,
    DateTimeOffset FiledAt
);

/// <summary>A message that the talent got.</summary>
/// <param name="At">When.</param>
/// <param name="Title">Its headline in Chinese.</param>
/// <param name="TitleEn">Its headline in English.</param>
/// <param name="Text">Its words in Chinese.</param>
/// <param name="TextEn">Its words in English.</param>
/// <param name="ReadAt">When it was read in the app.</param>
/// <param name="Deliveries">Where else it was to go and what became of that, e.g. <c>email sent</c>.</param>
public sealed record ExportedMessage(
    DateTimeOffset At,
    string Title,
    string TitleEn,
    string Text,
    string TextEn,
    DateTimeOffset? ReadAt,
    string[] Deliveries
);

/// <summary>How the talent wants to be told.</summary>
/// <param name="Language">Of e-mails and text messages.</param>
/// <param name="SwitchedOff">Kinds and channels that they do not want, e.g. <c>card_expires sms</c>.</param>
public sealed record ExportedPreference(string Language, string[] SwitchedOff);

/// <summary>Who a talent is.</summary>
/// <param name="Name">Name.</param>
/// <param name="DocumentKind">What document they have, one of <see cref="Talents.DocumentKinds"/>.</param>
/// <param name="DocumentCountry">A passport's country; null for other kinds.</param>
/// <param name="IdNumber">The document's number, in clear.</param>
/// <param name="BirthDate">Date of birth; null where it is not known.</param>
/// <param name="Phone">Phone number, in clear.</param>
/// <param name="Email">E-mail address, in clear; null where none is known.</param>
/// <param name="Tier">A–F.</param>
/// <param name="TierName">The tier's name in Chinese.</param>
/// <param name="Employer">Employer.</param>
/// <param name="Division">County or park.</param>
/// <param name="ContractEnd">Last day of the contract.</param>
/// <param name="ListedIn">The file of the approved list that they came with; null where they were added otherwise.</param>
/// <param name="CreatedAt">Since when they are known.</param>
/// <param name="UpdatedAt">When their data was last changed.</param>
/// <param name="PhotoType">Media type of the photo; null where there is none.</param>
/// <param name="Photo">The photo, in base64.</param>
public sealed record ExportedPerson(
    string Name,
    string DocumentKind,
    string? DocumentCountry,
    string IdNumber,
    DateOnly? BirthDate,
    string Phone,
    string? Email,
    string Tier,
    string TierName,
    string Employer,
    string Division,
    DateOnly ContractEnd,
    string? ListedIn,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    string? PhotoType,
    byte[]? Photo
);

/// <summary>An account of the talent.</summary>
/// <param name="UserName">What they sign in with.</param>
/// <param name="DisplayName">How they are called.</param>
/// <param name="Roles">What the account is.</param>
/// <param name="SecondFactor">Whether it asks for a second factor.</param>
/// <param name="DisabledAt">Since when it is switched off; null where it is on.</param>
/// <param name="CreatedAt">Since when there is one.</param>
/// <param name="Passkeys">What its passkeys are called.</param>
public sealed record ExportedAccount(
    string UserName,
    string DisplayName,
    string[] Roles,
    bool SecondFactor,
    DateTimeOffset? DisabledAt,
    DateTimeOffset CreatedAt,
    string[] Passkeys
);

/// <summary>A sign-in to an application.</summary>
/// <param name="At">When the password was given.</param>
/// <param name="Application">The application's name.</param>
/// <param name="EndsAt">When it ends at the latest.</param>
/// <param name="EndedAt">When it was ended; null where it was not.</param>
public sealed record ExportedSignIn(DateTimeOffset At, string Application, DateTimeOffset EndsAt, DateTimeOffset? EndedAt);

/// <summary>A card.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Tier">A–F.</param>
/// <param name="State"><c>active</c>, <c>suspended</c>, <c>revoked</c> or <c>replaced</c>.</param>
/// <param name="StateReason">Why it is not active.</param>
/// <param name="ValidFrom">Its first day.</param>
/// <param name="ValidTo">Its last day.</param>
/// <param name="Batch">The batch that it was issued with.</param>
/// <param name="CreatedAt">When it was issued.</param>
public sealed record ExportedCard(
    string Number,
    string Tier,
    string State,
    string? StateReason,
    DateOnly ValidFrom,
    DateOnly ValidTo,
    string? Batch,
    DateTimeOffset CreatedAt
);

/// <summary>A change of a card's state.</summary>
/// <param name="At">When.</param>
/// <param name="Number">The card's number.</param>
/// <param name="Action"><c>issue</c>, <c>suspend</c>, <c>resume</c>, <c>revoke</c>, <c>replace</c>, <c>renew</c> or
/// <c>shorten</c>.</param>
/// <param name="State">The state after it.</param>
/// <param name="By">Who did it.</param>
/// <param name="Reason">Why.</param>
public sealed record ExportedCardEvent(DateTimeOffset At, string Number, string Action, string State, string By, string Reason);

/// <summary>What a card has used and booked of a benefit in a period.</summary>
/// <param name="Number">The card's number.</param>
/// <param name="Benefit">The benefit's name in Chinese.</param>
/// <param name="BenefitEn">Its name in English.</param>
/// <param name="Period"><c>year</c>, <c>half_year</c>, <c>quarter</c> or <c>month</c>.</param>
/// <param name="PeriodStart">The period's first day.</param>
/// <param name="Quota">Services in a period; null is without limit.</param>
/// <param name="Used">Services recorded.</param>
/// <param name="Held">Units that bookings hold.</param>
public sealed record ExportedEntitlement(
    string Number,
    string Benefit,
    string BenefitEn,
    string Period,
    DateOnly PeriodStart,
    int? Quota,
    int Used,
    int Held
);

/// <summary>A booking.</summary>
/// <param name="CreatedAt">When it was booked.</param>
/// <param name="Benefit">The benefit's name in Chinese.</param>
/// <param name="BenefitEn">Its name in English.</param>
/// <param name="Place">Partner and service point.</param>
/// <param name="PlaceEn">The same in English, as far as they have English names.</param>
/// <param name="Day">The day of the service.</param>
/// <param name="ArrivesAt">When they meant to come.</param>
/// <param name="State"><c>held</c>, <c>used</c>, <c>cancelled</c> or <c>lapsed</c>.</param>
/// <param name="Companions">How many come along.</param>
/// <param name="Note">The word to the service point.</param>
public sealed record ExportedReservation(
    DateTimeOffset CreatedAt,
    string Benefit,
    string BenefitEn,
    string Place,
    string PlaceEn,
    DateOnly Day,
    TimeOnly? ArrivesAt,
    string State,
    int Companions,
    string Note
);

/// <summary>A service that was recorded.</summary>
/// <param name="At">When.</param>
/// <param name="Benefit">The benefit's name in Chinese.</param>
/// <param name="BenefitEn">Its name in English.</param>
/// <param name="Place">Partner and service point.</param>
/// <param name="PlaceEn">The same in English, as far as they have English names.</param>
/// <param name="By">Who recorded it.</param>
/// <param name="Companions">How many came along.</param>
/// <param name="Checks">What was checked.</param>
/// <param name="ReversedAt">When it was reversed; null when it stands.</param>
/// <param name="ReversalReason">Why.</param>
/// <param name="Score">1–5 as the talent rated it.</param>
/// <param name="Comment">The talent's words.</param>
/// <param name="RatedAt">When it was first rated.</param>
public sealed record ExportedService(
    DateTimeOffset At,
    string Benefit,
    string BenefitEn,
    string Place,
    string PlaceEn,
    string By,
    int Companions,
    string[] Checks,
    DateTimeOffset? ReversedAt,
    string? ReversalReason,
    int? Score,
    string? Comment,
    DateTimeOffset? RatedAt
);

/// <summary>A scan of a code of the talent's.</summary>
/// <param name="At">When.</param>
/// <param name="Place">Partner and service point.</param>
/// <param name="PlaceEn">The same in English, as far as they have English names.</param>
/// <param name="By">Who scanned.</param>
/// <param name="Verdict"><c>accepted</c>, or why not.</param>
public sealed record ExportedScan(DateTimeOffset At, string Place, string PlaceEn, string By, string Verdict);

/// <summary>A matter at the hotline. Notes between staff are no part of it.</summary>
/// <param name="At">When it was received.</param>
/// <param name="Channel"><c>phone</c>, <c>app</c> or <c>visit</c>.</param>
/// <param name="Number">Its number.</param>
/// <param name="CallerName">The name that was given.</param>
/// <param name="Title">The matter in a line.</param>
/// <param name="Content">What was said.</param>
/// <param name="Place">Where it is about.</param>
/// <param name="Department">The department that answers it.</param>
/// <param name="Reply">The answer.</param>
/// <param name="RepliedAt">When it was answered.</param>
/// <param name="ClosedAt">When it was closed.</param>
/// <param name="Solved">Whether they called it solved.</param>
/// <param name="Satisfied">Whether they were content.</param>
public sealed record ExportedMatter(
    DateTimeOffset At,
    string Channel,
    string Number,
    string CallerName,
    string Title,
    string Content,
    string? Place,
    string? Department,
    string? Reply,
    DateTimeOffset? RepliedAt,
    DateTimeOffset? ClosedAt,
    bool? Solved,
    bool? Satisfied
);

/// <summary>A row of the audit trail that concerns the talent.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who.</param>
/// <param name="Roles">As what.</param>
/// <param name="Action">What was done, e.g. <c>talent.view</c>.</param>
/// <param name="Reason">Why, as they said it.</param>
/// <param name="Details">More.</param>
/// <param name="Address">IP address, where it was the talent.</param>
public sealed record ExportedLook(
    DateTimeOffset At,
    string By,
    string[] Roles,
    string Action,
    string? Reason,
    JsonElement? Details,
    string? Address
);
