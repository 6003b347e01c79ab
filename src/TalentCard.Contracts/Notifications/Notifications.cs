using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.Notifications;

/// <summary>A message in the app.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">Code of its kind, e.g. <c>card_expires</c>.</param>
/// <param name="Title">The headline in Chinese.</param>
/// <param name="TitleEn">The headline in English.</param>
/// <param name="Text">A sentence or two in Chinese.</param>
/// <param name="TextEn">A sentence or two in English.</param>
/// <param name="Address">The page of the Web that it leads to.</param>
/// <param name="At">When it came.</param>
/// <param name="ReadAt">When it was read; null: not yet.</param>
public sealed record Notification(
    Guid Id,
    string Kind,
    string Title,
    string TitleEn,
    string Text,
    string TextEn,
    string Address,
    DateTimeOffset At,
    DateTimeOffset? ReadAt
);

/// <summary>How many messages are unread.</summary>
/// <param name="Count">The number; 100 stands for 100 and more.</param>
public sealed record UnreadNotifications(int Count);

/// <summary>Marks messages as read.</summary>
/// <param name="Until">Those that had come until then.</param>
public sealed record ReadAllRequest([property: Required, SensibleDay] DateTimeOffset? Until);

/// <summary>How somebody wants to be told.</summary>
/// <param name="Language">Of e-mails and text messages: <c>zh</c> or <c>en</c>.</param>
/// <param name="Email">Where e-mails go; a talent's is masked.</param>
/// <param name="Phone">Where text messages go; a talent's is masked.</param>
/// <param name="OwnAddresses">Whether the addresses are the person's own entry; a talent's are the office's record.</param>
/// <param name="Kinds">The kinds of messages that the person's roles get.</param>
/// <param name="Version">Of the preferences, as their <c>ETag</c> carries it.</param>
public sealed record NotificationPreferences(
    string Language,
    string? Email,
    string? Phone,
    bool OwnAddresses,
    IReadOnlyList<NotificationKind> Kinds,
    int Version
) : IVersioned;

/// <summary>A kind of messages.</summary>
/// <param name="Kind">Its code.</param>
/// <param name="Name">Its name in Chinese.</param>
/// <param name="NameEn">Its name in English.</param>
/// <param name="Mandatory">Whether it cannot be switched off.</param>
/// <param name="Channels">Where it goes.</param>
public sealed record NotificationKind(
    string Kind,
    string Name,
    string NameEn,
    bool Mandatory,
    IReadOnlyList<NotificationChannel> Channels
);

/// <summary>A channel of a kind.</summary>
/// <param name="Channel"><c>app</c>, <c>email</c> or <c>sms</c>.</param>
/// <param name="On">Whether the person wants it.</param>
public sealed record NotificationChannel(string Channel, bool On);

/// <summary>Replaces the preferences.</summary>
/// <param name="Language">Of e-mails and text messages: <c>zh</c> or <c>en</c>.</param>
/// <param name="Email">Where e-mails go; left out by a talent.</param>
/// <param name="Phone">Mobile number that text messages go to; left out by a talent.</param>
/// <param name="OptOuts">What the person does not want.</param>
public sealed record NotificationPreferencesRequest(
    [property: Required, AllowedValues("zh", "en")] string Language,
    [property: EmailAddress, StringLength(200)] string? Email,
    [property: RegularExpression("1[3-9][0-9]{9}")] string? Phone,
    [property: Required, MaxLength(200)] IReadOnlyList<OptOut> OptOuts
);

/// <summary>A kind of messages that a person does not want on a channel.</summary>
/// <param name="Kind">Code of the kind.</param>
/// <param name="Channel"><c>app</c>, <c>email</c> or <c>sms</c>.</param>
public sealed record OptOut(
    [property: Required, StringLength(40)] string Kind,
    [property: Required, StringLength(10)] string Channel
);

/// <summary>Something that could not be sent.</summary>
/// <param name="Id">The delivery; it is the key under which it was sent.</param>
/// <param name="Channel"><c>email</c> or <c>sms</c>.</param>
/// <param name="Recipient">An account's name, or a talent's masked.</param>
/// <param name="Kinds">What it was about.</param>
/// <param name="Messages">How many messages it holds.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Error">Why it failed: <c>time_limit</c>, <c>network</c>, <c>busy</c>, <c>refused</c>, <c>no_address</c>,
/// <c>worker_lost</c> or <c>fault</c>.</param>
/// <param name="Status">The number that the other side gave, of SMTP or HTTP.</param>
/// <param name="CreatedAt">Since when it was to be sent.</param>
/// <param name="GivenUpAt">When it was given up.</param>
public sealed record DeadLetter(
    Guid Id,
    string Channel,
    string Recipient,
    IReadOnlyList<KindName> Kinds,
    int Messages,
    int Attempts,
    string Error,
    int? Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset GivenUpAt
);

/// <summary>What a kind of messages is called.</summary>
/// <param name="Kind">Its code.</param>
/// <param name="Name">In Chinese.</param>
/// <param name="NameEn">In English.</param>
public sealed record KindName(string Kind, string Name, string NameEn);
