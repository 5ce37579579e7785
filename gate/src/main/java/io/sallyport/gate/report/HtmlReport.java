package io.sallyport.gate.report;

import io.sallyport.gate.verdict.BoxVerdict;
import java.util.Locale;

/** The verdicts as one page that needs nothing else, for a screen or a printer. */
public final class HtmlReport {
    private static final String STYLE = """
            body { font: 15px/1.45 system-ui, sans-serif; color: #1a1a1a; max-width: 64rem; margin: 2rem auto; padding: 0 1rem }
            h1 { font-size: 1.5rem } h2 { font-size: 1.1rem; margin: 1.8rem 0 .4rem; break-after: avoid }
            table { border-collapse: collapse; width: 100% } td { padding: .35rem .5rem; vertical-align: top; border-top: 1px solid #ddd }
            tr { break-inside: avoid } td:first-child { width: 3.5rem; white-space: nowrap } td:nth-child(2) { width: 8rem; font-weight: 600 }
            small { color: #555; display: block; overflow-wrap: anywhere }
            .word { font-size: 2.4rem; font-weight: 700; margin: .4rem 0 } .PASS { color: #0b6b2e } .FAIL { color: #b00020 } .UNCHECKED { color: #8a5a00 }
            .machine { border-left: 4px solid #8a5a00; padding: .3rem 1rem; margin: 1rem 0 }
            @media print { body { margin: 0; max-width: none; font-size: 10pt } }
            """;

    private HtmlReport() {}

    /** The whole page. */
    public static String of(Account account) {
        StringBuilder page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width\"><title>Sallyport: ")
                .append(account.judgment().word())
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style></head>\n<body>\n<h1>Sallyport gate</h1>\n");
        head(page, account);
        boxes(page, account);
        if (!account.judgment().others().isEmpty()) {
            page.append("<h2>Beside the boxes</h2>\n<table>\n");
            account.judgment()
                    .others()
                    .forEach(finding ->
                            page.append("<tr><td></td><td class=\"FAIL\">FAIL</td><td>%s<small>%s</small></td></tr>%n"
                                    .formatted(escaped(finding.what()), escaped(finding.figure()))));
            page.append("</table>\n");
        }
        return page.append("</body>\n</html>\n").toString();
    }

    private static void head(StringBuilder page, Account account) {
        page.append("<p class=\"word %s\">%s</p>%n"
                .formatted(
                        account.judgment().isGo() ? "PASS" : "FAIL",
                        account.judgment().word()));
        page.append("<p>%s</p>%n".formatted(escaped(TextReport.figures(account.judgment()))));
        page.append(String.format(
                Locale.ROOT,
                "<p>%s, in %.0f s%s</p>%n",
                escaped(account.finished()),
                account.seconds(),
                account.build().isEmpty() ? "" : ", commit " + escaped(account.build())));
        if (!account.machine().isEmpty()) {
            page.append("<div class=\"machine\"><b>%s</b><ul>%n".formatted(Account.NOT_FOR_PRODUCTION));
            account.machine().forEach(reason -> page.append("<li>%s</li>%n".formatted(escaped(reason))));
            page.append("</ul></div>\n");
        }
    }

    private static void boxes(StringBuilder page, Account account) {
        String section = "";
        for (BoxVerdict verdict : account.judgment().boxes()) {
            if (!verdict.box().section().equals(section)) {
                page.append(section.isEmpty() ? "" : "</table>\n");
                section = verdict.box().section();
                page.append("<h2>%s</h2>%n<table>%n".formatted(escaped(section)));
            }
            page.append(row(verdict));
        }
        page.append(section.isEmpty() ? "" : "</table>\n");
    }

    private static String row(BoxVerdict verdict) {
        return "<tr><td>%s</td><td class=\"%s\">%s</td><td>%s<small>%s</small><small>%s</small></td></tr>%n"
                .formatted(
                        verdict.box().id(),
                        verdict.verdict(),
                        verdict.word(),
                        escaped(verdict.box().text()),
                        escaped(verdict.reason()),
                        escaped(verdict.evidence()));
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
