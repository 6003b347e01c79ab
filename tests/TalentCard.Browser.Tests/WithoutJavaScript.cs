using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace TalentCard.Browser.Tests;

/// <summary>
/// Every page with JavaScript off: each control that is shown does something, and nothing waits for a script that does not come.
/// What only a script can do (the camera, the renewal of the code, charts) is not shown, or says so in words.
/// </summary>
public sealed class WithoutJavaScript(RunningSystem system)
{
    // Runs in the page although the page's own scripts do not.
    private const string DoesNothing = """
        () => {
          const found = [];
          const name = element => `<${element.localName}> ${(element.innerText || element.getAttribute('aria-label')
            || element.name || element.id || element.className).trim().slice(0, 40)}`;
          const seen = element => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
          const all = selector => [...document.querySelectorAll(selector)].filter(seen);
          for (const details of document.querySelectorAll('details')) { details.removeAttribute('name'); details.open = true; }
          const submits = form => [...form.elements].some(element => seen(element) && (element.type === 'submit'
            || element.type === 'image'));

          for (const button of all('button, input[type=button], input[type=submit], input[type=reset], input[type=image]'))
            if (!button.hasAttribute('popovertarget') && (button.type !== 'submit' || !button.form))
              found.push(`${name(button)} sends no form`);
          for (const link of all('a')) {
            const href = link.getAttribute('href');
            if (!href || href === '#' || href.startsWith('javascript:')) found.push(`${name(link)} leads nowhere`);
            else if (href.startsWith('#') && !document.getElementById(decodeURIComponent(href.slice(1))))
              found.push(`${name(link)} leads to ${href}, which is not there`);
          }
          for (const field of all('input:not([type=button], [type=submit], [type=reset], [type=image], [type=hidden]), select, textarea')) {
            if (field.readOnly || field.disabled) continue;
            if (!field.form) found.push(`${name(field)} belongs to no form`);
            else if (!submits(field.form)) found.push(`${name(field)} is in a form without a button`);
          }
          for (const part of all('[role=button], [role=tab], [role=menuitem], [role=switch], [role=option], [contenteditable], [onclick]'))
            if (!part.matches('a, button, input, summary')) found.push(`${name(part)} only acts as a control`);
          for (const dialog of document.querySelectorAll('dialog:not([open])'))
            if (!document.querySelector(`[commandfor='${dialog.id}'], [popovertarget='${dialog.id}']`))
              found.push(`${name(dialog)} never opens`);

          for (const key of all('kbd')) found.push(`${name(key)} names a key that does nothing`);
          for (const part of document.querySelectorAll('[data-hx-trigger*=every], [data-live]'))
            if (seen(part) && part.innerText.trim() && !document.querySelector('a[data-again]'))
              found.push(`${name(part)} (${part.id}) renews itself by script alone`);
          for (const busy of all('[aria-busy=true], .spinner-border, .placeholder-glow, .htmx-request'))
            found.push(`${name(busy)} waits for ever`);
          const waiting = document.body.innerText.match(/正在(加载|载入|连接|取得)\S*|加载中\S*|请稍候\S*|\bloading\b/i);
          if (waiting) found.push(`says "${waiting[0]}"`);
          const filled = 'img, svg, canvas, video, iframe, progress, meter, input, select, textarea, button, hr, object';
          for (const place of all('main div, main section, main figure, main p, main ul, main ol, main tbody, main output')) {
            const box = place.getBoundingClientRect();
            if (place.textContent.trim() === '' && !place.querySelector(filled) && box.width > 24 && box.height > 24)
              found.push(`${name(place)} (${place.className}) is empty`);
          }
          for (const part of all('main section, main article, main .card, main figure')) {
            const heading = part.querySelector('h1, h2, h3, h4, figcaption');
            if (heading && !part.querySelector(filled) && part.innerText.trim() === heading.innerText.trim())
              found.push(`${name(part)} has a heading alone`);
          }
          return [...new Set(found)];
        }
        """;

    [Fact]
    public async Task Every_control_on_every_page_does_something()
    {
        var found = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(
            await PagesToSee.ReadAsync(system),
            new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (reader, _) =>
            {
                var page = await system.OpenAsync(script: false, account: reader.Key);
                // The page of samples shows controls that stand for themselves.
                foreach (var address in reader.Order().Where(address => address != "/office/styles"))
                foreach (var finding in await LookAsync(page, address))
                    found.Add($"{address} ({reader.Key}): {finding}");
            }
        );
        found.Order().ShouldBeEmpty();
    }

    private static async Task<string[]> LookAsync(IPage page, string address)
    {
        var answer = await page.GotoAsync(address); // to its end: what is hidden without script, the style sheets hide
        if (answer!.Status >= 400 != (address == "/no-such-page"))
            return [$"answers {answer.Status}"];
        return await page.EvaluateAsync<string[]>(DoesNothing);
    }
}
