//! For every address an example within what the askers stand for, and one outside of it.

use super::house::{Pair, Things};

/// What an answer "there is no such thing" means at an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Missing {
    /// That the example is wrong.
    Wrong,
    /// That the right was asked first and was there.
    Allowed,
    /// That what is another's is not told of.
    Refused,
}

/// An address to be asked.
#[derive(Clone, Debug)]
pub(super) struct Example {
    /// As the router has it.
    pub(super) route: &'static str,
    /// Which of several, in words.
    pub(super) of: &'static str,
    /// Within. `{notice}` and `{session}` are the asker's own.
    pub(super) inside: String,
    /// Outside, where there is such a thing.
    pub(super) outside: Option<String>,
    /// What a form says, beside its token.
    pub(super) fields: &'static [(&'static str, &'static str)],
    /// Whether it takes files.
    pub(super) files: bool,
    /// Whether it is asked for as data, for programs.
    pub(super) json: bool,
    /// What 404 means.
    pub(super) missing: Missing,
}

fn at(route: &'static str) -> Example {
    Example {
        route,
        of: "",
        inside: route.to_owned(),
        outside: None,
        fields: &[],
        files: false,
        json: false,
        missing: Missing::Wrong,
    }
}

impl Example {
    fn inside(mut self, address: impl Into<String>) -> Self {
        self.inside = address.into();
        self
    }

    /// One parameter, of which there is one within and one outside.
    fn each(mut self, parameter: &str, pair: &Pair) -> Self {
        let outside = self.outside.take().unwrap_or_else(|| self.inside.clone());
        self.outside = Some(outside.replace(parameter, &pair.outside));
        self.inside = self.inside.replace(parameter, &pair.inside);
        self
    }

    /// One parameter that is the same for everybody.
    fn one(mut self, parameter: &str, value: &str) -> Self {
        self.inside = self.inside.replace(parameter, value);
        self.outside = self.outside.map(|o| o.replace(parameter, value));
        self
    }

    const fn of(mut self, words: &'static str) -> Self {
        self.of = words;
        self
    }

    fn query(mut self, query: &str) -> Self {
        self.inside.push_str(query);
        if let Some(outside) = &mut self.outside {
            outside.push_str(query);
        }
        self
    }

    const fn fields(mut self, fields: &'static [(&'static str, &'static str)]) -> Self {
        self.fields = fields;
        self
    }

    const fn files(mut self) -> Self {
        self.files = true;
        self
    }

    const fn json(mut self) -> Self {
        self.json = true;
        self
    }

    const fn missing(mut self, means: Missing) -> Self {
        self.missing = means;
        self
    }
}

/// The id of nothing.
const NONE: &str = "00000000-0000-0000-0000-000000000007";

/// Every address. The test says which is lacking.
pub(super) fn all(things: &Things) -> Vec<Example> {
    let mut all = own(things);
    all.extend(users(things));
    all.extend(register(things));
    all.extend(by_hand(things));
    all.extend(sheets(things));
    all.extend(batches(things));
    all.extend(campaigns(things));
    all.extend(further(things));
    all.extend(machine(things));
    all
}

/// Why, as a form has it.
const WHY: &[(&str, &str)] = &[("ly_do", "không thu nữa")];
/// Why somebody is kept, as a form has it.
const KEPT: &[(&str, &str)] = &[("vi_sao_giu", "có mặt")];
/// A session as a form has it.
const SESSION: &[(&str, &str)] =
    &[("khoa", "Chữ ký số"), ("cach", "lop"), ("tu", "03/03/2025"), ("ly_do", "ghi nhầm ngày")];

/// Commitments, teams, training, graduates; one's own data, requests, days off.
fn further(things: &Things) -> Vec<Example> {
    let mut all = vec![
        at("/don-vi-cua-toi"),
        at("/cam-ket"),
        at("/cam-ket/moi"),
        at("/to-cong-nghe"),
        at("/tap-huan"),
        at("/tap-huan/luot"),
        at("/tap-huan/nguoi"),
        at("/tap-huan/nguoi/{id}/khop").each("{id}", &things.attendee).missing(Missing::Refused),
        at("/tap-huan/lop/{id}").one("{id}", &things.session_held),
        at("/tap-huan/lop/moi").fields(SESSION),
        at("/tap-huan/lop/{id}/sua").one("{id}", &things.session_held).fields(SESSION),
        at("/tap-huan/lop/{id}/nguoi").one("{id}", &things.session_held),
        at("/tap-huan/luot/{id}").each("{id}", &things.attendance).missing(Missing::Refused),
        at("/tap-huan/luot/{id}/bo").each("{id}", &things.attendance).missing(Missing::Refused),
        at("/tap-huan/luot/{id}/giu")
            .each("{id}", &things.attendance)
            .fields(KEPT)
            .missing(Missing::Refused),
        at("/tot-nghiep"),
        at("/tot-nghiep/moi"),
        at("/tot-nghiep/{id}").one("{id}", &things.count),
        at("/tot-nghiep/{id}/bo").one("{id}", &things.count),
        at("/ve-toi").missing(Missing::Refused),
        at("/ve-toi/mo").missing(Missing::Refused),
        at("/ve-toi/tai-ve").missing(Missing::Refused),
        at("/ve-toi/yeu-cau").missing(Missing::Refused),
        at("/yeu-cau"),
        at("/yeu-cau/moi"),
        at("/yeu-cau/thoi-han"),
        at("/ngay-nghi"),
        at("/ngay-nghi/moi"),
        at("/ngay-nghi/{id}").one("{id}", &things.holiday),
        at("/luu-giu"),
        at("/luu-giu/{kind}").one("{kind}", "read_log"),
        at("/luu-giu/{kind}/xoa").one("{kind}", "read_log"),
        at("/ho-so-xu-ly"),
        at("/ho-so-xu-ly/{kind}").one("{kind}", "person"),
        at("/cong-bo"),
        at("/cong-bo/quan-ly"),
        at("/cong-bo/quan-ly/dat"),
    ];
    for route in ["/cam-ket/{id}", "/cam-ket/{id}/xong", "/cam-ket/{id}/sua", "/cam-ket/{id}/rut"] {
        all.push(at(route).each("{id}", &things.promise));
    }
    for route in ["/to-cong-nghe/{id}", "/to-cong-nghe/{id}/mo"] {
        all.push(at(route).each("{id}", &things.team));
    }
    for route in [
        "/yeu-cau/{id}",
        "/yeu-cau/{id}/mo",
        "/yeu-cau/{id}/nguoi",
        "/yeu-cau/{id}/du-lieu",
        "/yeu-cau/{id}/nhan",
        "/yeu-cau/{id}/ket-thuc",
    ] {
        all.push(at(route).one("{id}", &things.request));
    }
    all
}

/// The door, one's own account, what everybody is served.
fn own(things: &Things) -> Vec<Example> {
    vec![
        at("/assets/{hash}/{name}").inside("/assets/0/ui.css"),
        at("/favicon.ico"),
        at("/preferences"),
        at("/dang-nhap"),
        at("/dang-xuat"),
        at("/tai-khoan"),
        at("/tai-khoan/mat-khau"),
        Example {
            outside: Some(format!("/tai-khoan/phien/{}/ket-thuc", things.session)),
            ..at("/tai-khoan/phien/{id}/ket-thuc").one("{id}", "{session}")
        }
        .missing(Missing::Refused),
        at("/tai-khoan/phien-khac/ket-thuc"),
        at("/dang-nhap/ma"),
        at("/dang-nhap/khoa"),
        at("/dang-nhap/khoa/bat-dau"),
        // Without a provider there is nothing there; what is asked before is who asks.
        at("/dang-nhap/to-chuc").missing(Missing::Allowed),
        at("/dang-nhap/to-chuc/ve").missing(Missing::Allowed),
        at("/tai-khoan/bao-mat"),
        at("/tai-khoan/bao-mat/buoc-hai"),
        at("/tai-khoan/bao-mat/buoc-hai/bat"),
        at("/tai-khoan/bao-mat/buoc-hai/bo"),
        at("/tai-khoan/bao-mat/buoc-hai/tat"),
        at("/tai-khoan/bao-mat/ma-du-phong"),
        at("/tai-khoan/bao-mat/khoa-truy-cap"),
        at("/tai-khoan/bao-mat/khoa-truy-cap/bat-dau"),
        at("/tai-khoan/bao-mat/khoa-truy-cap/{id}/bo").one("{id}", NONE).missing(Missing::Allowed),
        at("/tai-khoan/bao-mat/to-chuc").missing(Missing::Allowed),
        at("/tai-khoan/bao-mat/to-chuc/{id}/bo").one("{id}", NONE).missing(Missing::Allowed),
        at("/nhat-ky-doc"),
        at("/dang-nhap-hong"),
        at("/hop-thu"),
        at("/hop-thu/da-doc"),
        at("/hop-thu/dia-chi"),
        at("/hop-thu/dia-chi/ma").missing(Missing::Allowed),
        at("/hop-thu/dia-chi/xac-nhan").missing(Missing::Allowed),
        Example {
            outside: Some(format!("/hop-thu/{}/da-doc", things.notice)),
            ..at("/hop-thu/{id}/da-doc").one("{id}", "{notice}")
        }
        .missing(Missing::Refused),
    ]
}

fn users(things: &Things) -> Vec<Example> {
    let mut all = vec![at("/nguoi-dung"), at("/nguoi-dung/moi")];
    for route in [
        "/nguoi-dung/{name}",
        "/nguoi-dung/{name}/vai-tro",
        "/nguoi-dung/{name}/vai-tro/{grant}/thoi",
        "/nguoi-dung/{name}/mat-khau",
        "/nguoi-dung/{name}/buoc-hai/bo",
        "/nguoi-dung/{name}/khoa-truy-cap/bo",
        "/nguoi-dung/{name}/dong",
        "/nguoi-dung/{name}/mo",
    ] {
        all.push(at(route).one("{name}", super::house::SPARE).one("{grant}", &things.grant));
    }
    for route in ["/nguoi-dung/{name}/to-chuc", "/nguoi-dung/{name}/to-chuc/{id}/bo"] {
        let example = at(route).one("{name}", super::house::SPARE).one("{id}", NONE);
        all.push(example.missing(Missing::Allowed));
    }
    all
}

fn register(things: &Things) -> Vec<Example> {
    vec![
        at("/"),
        at("/so-sanh"),
        at("/don-vi"),
        at("/don-vi/{code}").each("{code}", &things.office),
        at("/don-vi/{code}").of("its people, as data").each("{code}", &things.office).json(),
        at("/nhan-luc"),
        at("/nhan-luc/xuat").fields(&[("muc_dich", "kiểm tra theo kế hoạch"), ("format", "csv")]),
        at("/nhan-luc/co-the-trung"),
        at("/nhan-luc/{id}").each("{id}", &things.person),
        at("/nhan-luc/{id}/gop").each("{id}", &things.person),
        at("/nhan-luc/{id}/gop/{other}")
            .each("{id}", &things.person)
            .one("{other}", &things.person.outside),
        at("/nhan-luc/{id}/mo").each("{id}", &things.person),
        at("/quyet-dinh"),
        at("/quyet-dinh/{seq}").one("{seq}", &things.act),
        at("/quyet-dinh/{seq}/huy").one("{seq}", &things.act),
        at("/dia-gioi"),
        at("/dia-gioi/{key}").one("{key}", &things.area),
        at("/dinh-muc"),
        at("/dinh-muc/moi"),
        at("/dinh-muc/{code}").one("{code}", "infosec_officer"),
        at("/dinh-muc/{code}/het-hieu-luc").one("{code}", "infosec_officer"),
        at("/dinh-muc/linh-vuc/{code}").one("{code}", "dx"),
        at("/kiem-chung"),
        at("/kiem-chung/ban-ghi"),
        at("/kiem-chung/tep").files(),
        at("/tim").query("?q=an").fields(&[("q", "an")]),
        at("/tim/goi-y").query("?q=an"),
        // Nothing is being done: whoever may follow it is told so.
        at("/dang-lam/{id}").one("{id}", NONE),
        at("/dang-lam/{id}/dong").one("{id}", NONE).missing(Missing::Allowed),
        at("/sap-xep"),
        at("/sap-xep/soan").query(SKETCH),
        at("/sap-xep/buoc").query("?viec=gop&ngay=2026-12-01"),
        at("/sap-xep/xem-truoc").query(SKETCH),
        at("/sap-xep/ghi"),
    ]
}

/// The beginning of a plan.
const SKETCH: &str = "?ngay=2026-12-01";

fn by_hand(things: &Things) -> Vec<Example> {
    let mut all = vec![at("/nhan-luc/moi")];
    for route in [
        "/nhan-luc/{id}/sua",
        "/nhan-luc/{id}/nhiem-vu",
        "/nhan-luc/{id}/nhiem-vu/{duty}/sua",
        "/nhan-luc/{id}/nhiem-vu/{duty}/thoi",
        "/nhan-luc/{id}/nhiem-vu/{duty}/dieu-chuyen",
        "/nhan-luc/{id}/xoa",
        "/nhan-luc/{id}/trinh-do",
        "/nhan-luc/{id}/trinh-do/{held}/thoi",
    ] {
        let mut example = at(route).each("{id}", &things.person);
        if route.contains("{duty}") {
            example = example.each("{duty}", &things.duty).query("?tu=");
            example.inside.push_str(&things.since.inside);
            if let Some(outside) = &mut example.outside {
                outside.push_str(&things.since.outside);
            }
        }
        all.push(example.each("{held}", &things.qualification));
    }
    all
}

fn sheets(things: &Things) -> Vec<Example> {
    let kind = |route| at(route).one("{kind}", &things.kind);
    vec![
        at("/tiep-nhan").files(),
        at("/tiep-nhan/cho"),
        at("/tiep-nhan/cho/{held}").one("{held}", &things.held),
        at("/tiep-nhan/cho/{held}/bo").one("{held}", &things.held),
        at("/tiep-nhan/cho/{held}/mo").one("{held}", &things.held),
        at("/tiep-nhan/cho/{held}/la-ai").one("{held}", &things.held),
        at("/tiep-nhan/cho/{held}/xoa").one("{held}", &things.held).missing(Missing::Allowed),
        at("/tiep-nhan/nguon").query(&things.source),
        at("/tiep-nhan/bieu"),
        at("/tiep-nhan/bieu/moi"),
        kind("/tiep-nhan/bieu/{kind}"),
        kind("/tiep-nhan/bieu/{kind}/sua"),
        kind("/tiep-nhan/bieu/{kind}/so-lieu"),
        kind("/tiep-nhan/bieu/{kind}/tai"),
        kind("/tiep-nhan/bieu/{kind}/ngung").fields(WHY),
        // The example is in use: there is none to be used again.
        kind("/tiep-nhan/bieu/{kind}/dung-lai").fields(WHY).missing(Missing::Allowed),
    ]
}

/// A batch of the province's own; one that an office is still at; one that an office has sent.
fn batches(things: &Things) -> Vec<Example> {
    let mut all = Vec::new();
    for (route, fields) in [
        ("/tiep-nhan/{batch}", &[("phien", "0"), ("tep", "1"), ("trang", "0")][..]),
        ("/tiep-nhan/{batch}/dong", &[]),
        ("/tiep-nhan/{batch}/mo", &[("muc_dich", "Kiểm tra biểu"), ("ve", "")]),
        ("/tiep-nhan/{batch}/bo-sua", &[("phien", "0"), ("sua", "0")]),
        ("/tiep-nhan/{batch}/goi-y", &[("phien", "0"), ("tep", "1"), ("trang", "0")]),
        ("/tiep-nhan/{batch}/trang", &[("phien", "0"), ("tep", "1"), ("trang", "0")]),
        ("/tiep-nhan/{batch}/ngay", &[("phien", "0"), ("ngay", "")]),
        ("/tiep-nhan/{batch}/bo", &[("phien", "0")]),
        ("/tiep-nhan/{batch}/thay-doi", &[("phien", "0"), ("dau", ""), ("ly_do", "")]),
        ("/tiep-nhan/{batch}/xong", &[]),
        ("/tiep-nhan/{batch}/danh-dau/{upload}", &[]),
    ] {
        let example = || at(route).fields(fields);
        all.push(
            example()
                .of("the province's own")
                .one("{batch}", &things.batch.0)
                .one("{upload}", &things.batch.1),
        );
        all.push(
            example()
                .of("an office is at it")
                .each("{batch}", &things.drafted.0)
                .each("{upload}", &things.drafted.1),
        );
        all.push(
            example()
                .of("an office has sent it")
                .each("{batch}", &things.sent.0)
                .each("{upload}", &things.sent.1),
        );
    }
    all
}

fn campaigns(things: &Things) -> Vec<Example> {
    let mut all = vec![at("/thu-thap"), at("/thu-thap/moi"), at("/thu-thap/cua-toi")];
    for route in [
        "/thu-thap/{campaign}",
        "/thu-thap/{campaign}/khoa",
        "/thu-thap/{campaign}/rut",
        "/thu-thap/{campaign}/khoa-da-nhan",
        "/thu-thap/{campaign}/nhac",
        "/thu-thap/{campaign}/chuyen-giao",
    ] {
        all.push(at(route).one("{campaign}", &things.campaign));
    }
    let of_office =
        |route| at(route).one("{campaign}", &things.campaign).each("{office}", &things.office);
    all.push(of_office("/thu-thap/{campaign}/{office}").files());
    for (route, fields) in [
        ("/thu-thap/{campaign}/{office}/gui", &[][..]),
        ("/thu-thap/{campaign}/{office}/rut", &[]),
        ("/thu-thap/{campaign}/{office}/tra", &[("ly_do", "ghi sai hai dòng")]),
        ("/thu-thap/{campaign}/{office}/nhan", &[("phien", "0"), ("dau", ""), ("ly_do", "")]),
        ("/thu-thap/{campaign}/{office}/khoa", &[]),
        ("/thu-thap/{campaign}/{office}/sua-lai", &[]),
        ("/thu-thap/{campaign}/{office}/han", &[("han", "31/12/2026")]),
        ("/thu-thap/{campaign}/{office}/y-kien", &[]),
        ("/thu-thap/{campaign}/{office}/anh-huong", &[]),
    ] {
        all.push(of_office(route).fields(fields));
    }
    let remark = "/thu-thap/{campaign}/{office}/y-kien/{remark}/bo";
    all.push(of_office(remark).each("{remark}", &things.remark));
    all
}

/// Jobs, learning records and their keys.
fn machine(things: &Things) -> Vec<Example> {
    let mut all = vec![
        at("/cong-viec"),
        at("/cong-viec/dong"),
        at("/cong-viec/{id}/lam-lai").one("{id}", &things.job).missing(Missing::Allowed),
        at("/cong-viec/{id}/bo").one("{id}", &things.job),
        at("/ho-so-hoc"),
        at("/ho-so-hoc/phat-bieu/{tenant}/{id}").inside(things.statement.clone()),
        at("/ho-so-hoc/khoa"),
        at("/ho-so-hoc/khoa/{key}/thu-hoi").one("{key}", &things.key),
        at("/ho-so-hoc/chuyen-tiep"),
        at("/ho-so-hoc/chuyen-tiep/{id}/dung").one("{id}", &things.forward),
    ];
    for route in [
        "/xapi/about",
        "/xapi/statements",
        "/xapi/activities/state",
        "/xapi/activities/profile",
        "/xapi/agents/profile",
        "/xapi/activities",
        "/xapi/agents",
    ] {
        all.push(at(route));
    }
    all.push(at("/xapi/statements/more/{token}").one("{token}", "x"));
    all.push(at("/xapi/{*rest}").one("{*rest}", "x").missing(Missing::Allowed));
    all
}
