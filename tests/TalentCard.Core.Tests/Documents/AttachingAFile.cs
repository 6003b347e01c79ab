using TalentCard.Contracts.Documents;
using TalentCard.Core.Access;
using TalentCard.Core.Audit;
using TalentCard.Core.Documents;
using TalentCard.Testing;

namespace TalentCard.Core.Tests.Documents;

public sealed class AttachingAFile(AttachingAFile.Fixture fixture) : IClassFixture<AttachingAFile.Fixture>
{
    private static readonly Actor Someone = new("someone", "周明远", ["office"]);
    private readonly DocumentStore documents = new(new AuditTrail(TimeProvider.System), TimeProvider.System);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, byte[], string> Whole =>
        new()
        {
            { "进站协议.PDF", TestDocuments.Pdf, "进站协议.pdf application/pdf" },
            { "C:\\fakepath\\现场.png", TestDocuments.Jpeg, "现场.jpg image/jpeg" },
            { "a/b/../<x>\".exe", TestDocuments.Png, "x.png image/png" },
            { "\u202efdp.txt", TestDocuments.Pdf, "fdp.pdf application/pdf" },
            { "", TestDocuments.Pdf, "document.pdf application/pdf" },
            { "扫描.pdf", [.. new byte[1000], .. TestDocuments.Pdf], "扫描.pdf application/pdf" },
        };

    private static readonly byte[][] Broken =
    [
        [],
        "<html><script>alert(1)</script>"u8.ToArray(),
        "%PDF-1.7 without an end"u8.ToArray(),
        TestDocuments.CreatePng(200, 200)[..70],
        TestDocuments.CreateJpeg(200, 200)[..700],
        TestDocuments.Jpeg[..40],
        [0xff, 0xd8, 0xff],
        [.. new byte[1024], .. TestDocuments.Pdf],
        TestDocuments.CreatePng(8_001, 8_000),
        [0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    ];

    [Theory, MemberData(nameof(Whole))]
    public void Its_kind_is_what_its_content_says(string name, byte[] content, string expected)
    {
        var file = DocumentFile.Check(name, content);
        $"{file.Name} {file.ContentType}".ShouldBe(expected);
    }

    [Fact]
    public void What_is_no_whole_document_is_refused()
    {
        foreach (var content in Broken)
            Should
                .Throw<RefusedException>(() => DocumentFile.Check("a.pdf", content))
                .Problem.ShouldBe(DocumentProblems.NotADocument);
    }

    [Fact]
    public void What_is_too_large_is_refused() =>
        Should
            .Throw<RefusedException>(() => DocumentFile.Check("a.pdf", new byte[DocumentFile.MaxSize + 1]))
            .Problem.ShouldBe(DocumentProblems.TooLarge);

    [Fact]
    public async Task It_is_read_through_its_subject_only_and_every_look_is_kept()
    {
        var subject = new DocumentSubject("postdoc", Guid.NewGuid());
        await using var session = await fixture.Database.Db.OpenAsync(Cancel);
        var id = await documents.AddAsync(
            session,
            subject,
            "agreement",
            DocumentFile.Check("协议.pdf", TestDocuments.Pdf),
            Someone
        );

        (await documents.ReadAsync(session, subject, id, Someone)).Content.ShouldBe(TestDocuments.Pdf);
        foreach (var other in new[] { subject with { Kind = "article" }, subject with { Id = Guid.NewGuid() } })
        {
            await Should.ThrowAsync<RefusedException>(() => documents.ReadAsync(session, other, id, Someone));
            await Should.ThrowAsync<RefusedException>(() => documents.RemoveAsync(session, other, id, Someone));
        }
        (await DocumentStore.ListAsync(session, subject)).ShouldHaveSingleItem().CreatedBy.ShouldBe("周明远");

        await documents.RemoveAsync(session, subject, id, Someone);
        (await DocumentStore.ListAsync(session, subject)).ShouldBeEmpty();
        await Should.ThrowAsync<RefusedException>(() => documents.ReadAsync(session, subject, id, Someone));
        (
            await session.ListAsync<string>(
                "select action from audit_events where subject_id = @id order by at, id",
                new { id = subject.Id.ToString() }
            )
        ).ShouldBe(["document.attach", "document.view", "document.remove"], ignoreOrder: true);
        (await session.ScalarAsync<bool>("select content is null from documents where id = @id", new { id })).ShouldBeTrue();
    }

    /// <summary>A database of its own.</summary>
    public sealed class Fixture : IAsyncLifetime
    {
        /// <summary>The database.</summary>
        public TestDatabase Database { get; private set; } = null!;

        /// <inheritdoc />
        public async ValueTask InitializeAsync() => Database = await TestDatabase.CreateAsync();

        /// <inheritdoc />
        public ValueTask DisposeAsync() => Database.DisposeAsync();
    }
}
