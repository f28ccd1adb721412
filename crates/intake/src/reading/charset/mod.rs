//! Legacy Vietnamese encodings.

/// An encoding older than Unicode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Charset {
    /// TCVN 5712:1993 (ABC), the `.Vn*` fonts.
    Tcvn3,
    /// VNI for Windows, the `VNI-*` fonts.
    Vni,
    /// VISCII 1.1.
    Viscii,
    /// Windows code page 1258.
    Cp1258,
}
