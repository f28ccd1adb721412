//! An invented province: the workbooks its offices would send.
