//! An invented province: the workbooks its offices would send.

mod areas;
mod dice;
mod error;
mod legacy;
mod names;
mod offices;
mod places;
mod province;
mod size;
mod table;
mod terrain;

pub use error::Error;
pub use size::Size;

#[cfg(test)]
mod look {
    #[test]
    fn write() {
        for (n, size) in [super::Size::ARTICLE, super::Size::SMALL].iter().enumerate() {
            let dir = std::path::PathBuf::from(format!("/tmp/demo-{n}"));
            let land = super::province::Land::draw(1, size);
            super::areas::write(&land, &dir.join("areas")).unwrap();
            let o = super::offices::register(&land, size);
            super::offices::write(&o, &land, 1, &dir.join("units")).unwrap();
        }
    }
}
