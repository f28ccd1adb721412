//! A small office: a coordinator, two officials who are on record, an inspector.

use access::{Actor, NewRole, Role};
use house::{House, Plan};
use kernel::{Date, Interval};
use ledger::Draft;
use registry::{
    acts::{Desk, NewAssignment, NewPerson, Within, enter_assignment, enter_person},
    model::{Mode, OrgId, PersonId, Qualification, QualificationId, QualificationKind, SheetRow},
};
use testkit::Page;

/// Who is on record: name, birth, personal number, phone.
const PEOPLE: [(&str, &str, &str, &str); 2] = [
    ("Nguyễn Văn An", "1985-03-17", "001085001234", "0912345678"),
    ("Trần Thị Bình", "1990-02-28", "001190005678", "0987654321"),
];

/// Who signs in: name, role, and the place among those on record.
const ACCOUNTS: [(&str, Role, Option<usize>); 5] = [
    ("phoi", Role::Coordinator, None),
    ("an", Role::Official, Some(0)),
    ("binh", Role::Official, Some(1)),
    ("thanhtra", Role::Inspector, None),
    ("quan", Role::Administrator, None),
];

pub(crate) const PLAN: Plan = Plan {
    units: "code,name,kind,parent,area,aliases\n\
    D,Ủy ban nhân dân tỉnh Đông,province,,,UBND tỉnh\n\
    D.SNV,Sở Nội vụ,department,D,,SNV\n",
    migrations: &[errands::MIGRATIONS, privacy::MIGRATIONS],
    facts: &[privacy::FACTS],
    messages: &[errands::MESSAGES, privacy::MESSAGES],
    doors: &[privacy::pages::DOORS, errands::pages::DOORS],
    nav: &[privacy::pages::NAV, errands::pages::NAV],
    rooms: |mut builder, facts| {
        for (kind, page) in [registry::pages::SUBJECTS, privacy::pages::SUBJECTS].concat() {
            builder = builder.subject_page(kind, page);
        }
        let keepers = privacy::pages::Room::default()
            .keeper(registry::figures::People)
            .aging(registry::figures::FormerStaff)
            .facts(facts.to_vec());
        builder.room(keepers).room(errands::Room::default())
    },
    register: |room| {
        room.elsewhere(Within(privacy::acts::Addresses))
            .elsewhere(Within(privacy::acts::Earlier))
            .elsewhere(Within(privacy::acts::Unlinked))
    },
    routes: || errands::pages::router().merge(privacy::pages::router()),
    around: errands::pages::mark,
    ..house::EMPTY
};

/// The office, and who of its people is on record.
pub(crate) struct Office {
    house: House,
    pub(crate) people: Vec<PersonId>,
}

impl std::ops::Deref for Office {
    type Target = House;

    fn deref(&self) -> &House {
        &self.house
    }
}

pub(crate) async fn everywhere() -> Vec<Office> {
    furnished(PLAN).await
}

/// The same by another plan.
pub(crate) async fn furnished(plan: Plan) -> Vec<Office> {
    let mut all = Vec::new();
    for house in plan.everywhere().await {
        all.push(Office::furnish(house).await);
    }
    all
}

impl Office {
    async fn furnish(house: House) -> Self {
        let by = Actor::command();
        let people = people(&house.desk(&by)).await;
        for (name, role, place) in ACCOUNTS {
            let person = place.map(|at| PEOPLE[at].2);
            house.add(name, &[NewRole { person, ..NewRole::whole(name, role) }]).await;
        }
        let clerk = privacy::acts::Clerk { app: &house.app, actor: &by };
        privacy::acts::ensure_setup(&clerk).await.unwrap();
        Self { house, people }
    }
}

async fn people(desk: &Desk<'_>) -> Vec<PersonId> {
    let mut tx = desk.db.write().await.unwrap();
    let header = desk.header("intake", None, "");
    let mut draft = Draft::begin(&mut tx, desk.clock, header).await.unwrap();
    let found = registry::figures::org_by_code(&mut tx, draft.seq() - 1, "D.SNV").await.unwrap();
    let org = found[0].fact.id;
    let mut ids = Vec::new();
    for (line, person) in (5..).zip(PEOPLE) {
        ids.push(enter(&mut draft, person, (org, line)));
    }
    draft.seal(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    ids
}

fn enter(
    draft: &mut Draft,
    (name, birth, number, phone): (&str, &str, &str, &str),
    (org, line): (OrgId, i64),
) -> PersonId {
    let new = NewPerson {
        full_name: name.to_owned(),
        sex: None,
        birth: birth.parse().ok(),
        personal_number: Some(number.to_owned()),
        phone: Some(phone.to_owned()),
        email: Some("thu@tinh.vn".to_owned()),
    };
    let person = enter_person(draft, new).id;
    let row =
        SheetRow { file: "Biểu 01.xlsx".to_owned(), sheet: "Danh sách".to_owned(), row: line };
    let duty = NewAssignment {
        person,
        org,
        title: Some("Chuyên viên".to_owned()),
        mode: Mode::Concurrent,
        fields: vec!["dx".to_owned(), "infosec".to_owned()],
        share: None,
        source: Some(row),
    };
    enter_assignment(draft, Interval::since(Date::constant(2024, 10, 15)), duty);
    let id = QualificationId(draft.new_id());
    let (kind, name) = (QualificationKind::Certificate, "CCNA".to_owned());
    draft.assert(Interval::ALWAYS, &Qualification { id, person, kind, name, major: None });
    person
}

/// What is a page's own, the same at every run.
pub(crate) fn steady(page: &Page) -> String {
    house::steady(&house::main_part(page))
}
