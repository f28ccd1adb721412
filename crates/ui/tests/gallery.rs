//! Every component: as it is written, in both languages; and no text of it is ever markup.

#![expect(clippy::unwrap_used, reason = "a test stops where something is wrong")]

#[path = "../examples/gallery/pieces.rs"]
mod pieces;
#[path = "../examples/gallery/sheet.rs"]
mod sheet;

use ui::{
    AsOfBar, AsOfQuery, Button, Component, Errors, Lang, NavItem, Notice, Page, Site, Tone, Ui,
    Viewer,
};

const EVIL: &str = "\"'><script>alert(1)</script>";

fn lines(html: &str) -> String {
    html.replace("><", ">\n<")
}

#[test]
fn every_piece_is_written_as_it_was() {
    for lang in Lang::ALL {
        let ui = Ui::sample(&[], lang, "/people?on=15/10/2024&sort=-name&page=2").unwrap();
        for (name, html) in pieces::all(&ui, &|text| text.to_owned()) {
            // English differs from Vietnamese in texts and numbers only; a few stand for all.
            if lang == Lang::Vi || ["figures", "table", "grid", "pagination"].contains(&name) {
                insta::assert_snapshot!(format!("{name}-{}", lang.tag()), lines(html.as_str()));
            }
        }
    }
}

#[test]
fn no_text_of_a_piece_is_markup() {
    let ui = Ui::sample(&[], Lang::Vi, "/people?q=%22%3E%3Cscript%3E&field=%22%3E").unwrap();
    for (name, html) in pieces::all(&ui, &|text| format!("{text}{EVIL}")) {
        let html = html.as_str();
        let shown = html.contains("&lt;script&gt;") || html.contains("&#60;script&#62;");
        assert!(shown || name == "pagination", "{name} shows the text");
        assert!(!html.contains("<script"), "{name}: {html}");
        assert!(!html.contains("\"'>"), "{name}: {html}");
    }
}

fn frame(ui: &Ui, word: &str) -> String {
    let day = jiff::civil::date(2026, 11, 24);
    let now = ui::format::parse_time("24/11/2026 08:30").unwrap();
    let mut errors = Errors::default();
    errors.add("asof-on", format!("Ngày{word}"));
    let bar = AsOfBar::of(&AsOfQuery::read(ui), day, now)
        .map_choice(jiff::civil::date(2025, 6, 30), format!("trước 01/07/2025{word}"));
    Page::new(format!("Cán bộ{word}"))
        .lead(format!("Ai phụ trách việc gì{word}"))
        .crumb(format!("Tỉnh{word}"), format!("/areas/25{word}"))
        .notice(Notice::new(Tone::Doubt, format!("3 đơn vị chưa gửi{word}")))
        .errors(&errors)
        .as_of(bar)
        .actions(Button::link(format!("Thêm{word}"), format!("/new{word}")).html(ui))
        .render(ui, &ui::Html::text(&format!("Nội dung{word}")))
}

fn reader(lang: Lang, address: &str, word: &str) -> Ui {
    let nav =
        [NavItem::new("ui-search", "/people"), NavItem::new("ui-print", "/acts").under("ui-nav")];
    let site = Site::new(&[], nav, Some("/search")).unwrap();
    let viewer = Viewer {
        account: Some(format!("Minh{word}")),
        scope: Some((format!("Sở Y tế{word}"), format!("/offices/1{word}"))),
        csrf: format!("token{word}"),
        head: Some(format!("9f2a41c7{word}")),
        rights: Vec::new(),
        at: None,
    };
    Ui::at(site, lang, address, viewer)
}

#[test]
fn the_frame_is_written_as_it_was() {
    let mut settings = insta::Settings::clone_current();
    settings.add_filter("/assets/[0-9a-f]{16}/", "/assets/HASH/");
    settings.bind(|| {
        for lang in Lang::ALL {
            let ui = reader(lang, "/people/1?on=15/10/2024&map=2025-06-30&q=an", "");
            insta::assert_snapshot!(format!("frame-{}", lang.tag()), frame(&ui, ""));
        }
    });
}

#[test]
fn no_text_of_the_frame_is_markup() {
    let address =
        "/people/%22%3E?on=%22%3E%3Cscript%3E&map=%27&known_at=%3Cscript%3E&%3Cscript%3E=%22%3E";
    let html = frame(&reader(Lang::Vi, address, EVIL), EVIL);
    assert_eq!(html.matches("<script").count(), 1, "our own, and no other: {html}");
    assert!(!html.contains("\"'>"), "{html}");
    assert!(html.contains("&#60;script&#62;") && html.contains("&#34;"), "{html}");
}

#[test]
fn no_style_and_no_script_stands_in_a_page() {
    let ui = reader(Lang::Vi, "/people", "");
    let mut all = frame(&ui, "");
    for (_, html) in pieces::all(&ui, &|text| text.to_owned()) {
        all.push_str(html.as_str());
    }
    for forbidden in ["style=", "<style", "javascript:", " onclick", " onload", " onchange"] {
        assert!(!all.contains(forbidden), "{forbidden}");
    }
    let mut ids: Vec<&str> =
        all.split(" id=\"").skip(1).filter_map(|s| s.split('"').next()).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "an id is given twice");
}
