//! Every component on one page, in both languages, for looking and for tests.
//!
//! `cargo run -p ui --example gallery [127.0.0.1:4404]`

mod pieces;
mod sheet;
mod site;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:4404".into());
    let listener = tokio::net::TcpListener::bind(&address).await?;
    axum::serve(listener, site::gallery()?).await?;
    Ok(())
}
