//! A text as a picture that a phone reads.

use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};
use ui::Html;

/// Modules of white around it (ISO/IEC 18004).
const QUIET: usize = 4;
/// Side of a module, in pixels.
const SIDE: usize = 5;

/// The picture, told by this text to who does not see it; nothing where the text is too long.
pub(super) fn qr(text: &str, label: &str) -> Html {
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::M) else {
        return Html::default();
    };
    let width = code.width();
    let mut path = String::new();
    for (at, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            let (x, y) = (at % width + QUIET, at / width + QUIET);
            let _ = write!(path, "M{x} {y}h1v1h-1z");
        }
    }
    let whole = width + 2 * QUIET;
    Html::trusted(format!(
        "<p><svg class=\"qr\" role=\"img\" aria-label=\"{}\" width=\"{side}\" \
         height=\"{side}\" viewBox=\"0 0 {whole} {whole}\" shape-rendering=\"crispEdges\">\
         <path fill=\"#fff\" d=\"M0 0h{whole}v{whole}h-{whole}z\"/>\
         <path fill=\"#000\" d=\"{path}\"/></svg></p>",
        Html::text(label),
        side = whole * SIDE,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_says_what_it_is() {
        let html = qr("otpauth://totp/x?secret=GEZDGNBV", "Mã \"QR\"").to_string();
        assert!(html.contains("role=\"img\"") && html.contains("viewBox=\"0 0 "));
        assert!(!html.contains("style=") && !html.contains("\"Mã \"QR\"\""), "{html}");
        assert!(qr(&"x".repeat(5_000), "").to_string().is_empty());
    }
}
