//! Made-up statements of every kind, in any order, against the naive model.

use serde_json::{Value as Json, json};

use crate::{
    house::{id, migrations, open},
    model::Question,
};

/// A small generator that gives the same numbers every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn person(&mut self) -> Json {
        match self.roll(4) {
            0 => json!({"openid": format!("http://id/{}", self.roll(3))}),
            1 => json!({"account": {"homePage": "http://h", "name": format!("{}", self.roll(3))}}),
            _ => json!({"mbox": format!("mailto:p{}@x.vn", self.roll(4))}),
        }
    }

    fn agent_or_group(&mut self) -> Json {
        match self.roll(4) {
            0 => json!({"objectType": "Group", "member": [self.person(), self.person()]}),
            1 => {
                let mut group = self.person();
                group["objectType"] = "Group".into();
                group["member"] = json!([self.person()]);
                group
            }
            _ => self.person(),
        }
    }

    fn activity(&mut self) -> Json {
        json!({"id": format!("http://a/{}", self.roll(5))})
    }

    fn context(&mut self) -> Json {
        let mut context = json!({});
        if self.roll(2) == 0 {
            context["registration"] = id(u128::from(900 + self.roll(3))).into();
        }
        if self.roll(3) == 0 {
            context["instructor"] = self.agent_or_group();
        }
        if self.roll(4) == 0 {
            context["team"] = json!({"objectType": "Group", "member": [self.person()]});
        }
        if self.roll(2) == 0 {
            context["contextActivities"] =
                json!({"parent": [self.activity()], "other": self.activity()});
        }
        if self.roll(4) == 0 {
            context["contextAgents"] =
                json!([{"objectType": "contextAgent", "agent": self.person()}]);
        }
        context
    }

    fn body(&mut self, object: &Json) -> Json {
        json!({
            "actor": self.agent_or_group(),
            "verb": {"id": format!("http://v/{}", self.roll(3))},
            "object": object,
            "context": self.context(),
        })
    }

    fn statement(&mut self, n: u64, of: u64) -> Json {
        let object = match self.roll(6) {
            0 => {
                let mut person = self.agent_or_group();
                if person["objectType"].is_null() {
                    person["objectType"] = "Agent".into();
                }
                person
            }
            1 => {
                let inner = self.activity();
                let mut sub = self.body(&inner);
                sub["objectType"] = "SubStatement".into();
                sub
            }
            2 => json!({"objectType": "StatementRef", "id": id(u128::from(1 + self.roll(of)))}),
            _ => self.activity(),
        };
        let mut statement = self.body(&object);
        statement["id"] = id(u128::from(n + 1)).into();
        if statement["object"]["objectType"] == "StatementRef" && self.roll(3) == 0 {
            statement["verb"]["id"] = "http://adlnet.gov/expapi/verbs/voided".into();
        }
        statement
    }
}

#[tokio::test]
async fn any_statements_under_any_filter() {
    for db in testkit::databases(&migrations()).await {
        for seed in 0..4 {
            let lrs = open(db.db()).await;
            let lrs = crate::house::asker(&lrs.app, "all", &format!("tenant {seed}")).await;
            let lrs = lrs.speaking(Some("2.0.0"));
            let mut dice = Dice(seed + 1);
            let made: Vec<Json> = (0..120).map(|n| dice.statement(n, 120)).collect();
            let mut rest = &made[..];
            while !rest.is_empty() {
                let length = usize::try_from(1 + dice.roll(9)).unwrap().min(rest.len());
                let (batch, next) = rest.split_at(length);
                lrs.post("/xapi/statements", &json!(batch).to_string()).await.expect(200);
                rest = next;
            }
            let all = kept(&lrs, &made).await;
            for _ in 0..150 {
                let question = question(&mut dice, &all);
                let query = question.query();
                let found = lrs.all(&format!("{query}&limit=7")).await;
                let found: Vec<&str> = found.iter().map(|s| s["id"].as_str().unwrap()).collect();
                assert_eq!(found, question.answer(&all), "{} seed {seed}: {query}", db.name());
            }
        }
    }
}

/// Every statement as it is kept, voided or not, in the order it was stored in.
async fn kept(lrs: &crate::house::Asker, made: &[Json]) -> Vec<Json> {
    let mut all = Vec::new();
    for one in made {
        let id = one["id"].as_str().unwrap();
        let mut answer = lrs.get(&format!("/xapi/statements?statementId={id}")).await;
        if answer.status == 404 {
            answer = lrs.get(&format!("/xapi/statements?voidedStatementId={id}")).await;
        }
        all.push(answer.expect(200).json());
    }
    all.sort_by_key(|s| s["stored"].as_str().unwrap().to_owned());
    all
}

fn question(dice: &mut Dice, all: &[Json]) -> Question {
    let moment = |dice: &mut Dice| {
        let at = usize::try_from(dice.roll(all.len() as u64)).unwrap();
        all[at]["stored"].as_str().unwrap().to_owned()
    };
    Question {
        agent: (dice.roll(2) == 0).then(|| dice.person()),
        verb: (dice.roll(3) == 0).then(|| format!("http://v/{}", dice.roll(3))),
        activity: (dice.roll(3) == 0).then(|| format!("http://a/{}", dice.roll(5))),
        registration: (dice.roll(4) == 0).then(|| id(u128::from(900 + dice.roll(3)))),
        related_agents: dice.roll(2) == 0,
        related_activities: dice.roll(2) == 0,
        since: (dice.roll(4) == 0).then(|| moment(dice)),
        until: (dice.roll(4) == 0).then(|| moment(dice)),
        ascending: dice.roll(2) == 0,
    }
}
