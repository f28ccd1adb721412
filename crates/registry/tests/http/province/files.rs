//! The registers of the small province.

use std::path::Path;

/// Writes them.
pub(super) fn write(dir: &Path) {
    for (name, text) in FILES {
        std::fs::write(dir.join(name), text).unwrap();
    }
}

const FILES: &[(&str, &str)] = &[
    (
        "pre_2025_provinces.csv",
        "code,full_name\n\
         97,Tỉnh Đông\n\
         98,Tỉnh Tây\n",
    ),
    (
        "pre_2025_districts.csv",
        "code,full_name,province_code\n\
         971,Huyện Bắc,97\n\
         981,Huyện Nam,98\n",
    ),
    (
        "pre_2025_communes.csv",
        "code,full_name,district_code,province_code\n\
         97001,Xã Hoà Một,971,97\n\
         97002,Xã Hai,971,97\n\
         97003,Phường Ba,971,97\n\
         97004,Xã Bốn,971,97\n\
         98001,Xã Năm,981,98\n",
    ),
    (
        "post_2025_provinces.csv",
        "code,full_name\n\
         97,Tỉnh Đông Tây\n",
    ),
    (
        "post_2025_communes.csv",
        "code,full_name,province_code\n\
         97001,Xã Hoà Một Hai,97\n\
         97003,Phường Ba,97\n\
         98001,Xã Năm,97\n",
    ),
    (
        "map_old_to_new_communes.csv",
        "old_code,old_district_code,new_code,share,is_default\n\
         97001,971,97001,whole,1\n\
         97002,971,97001,whole,1\n\
         97003,971,97003,whole,1\n\
         97004,971,97001,part,0\n\
         97004,971,97003,part,1\n\
         98001,981,98001,whole,1\n",
    ),
    (
        "map_old_to_new_provinces.csv",
        "old_code,new_code\n\
         97,97\n\
         98,97\n",
    ),
    (
        "units.csv",
        "code,name,kind,parent,area,aliases\n\
         D,Ủy ban nhân dân tỉnh Đông,province,,97,UBND tỉnh\n\
         D.SNV,Sở Nội vụ,department,D,,SNV\n\
         D.STT,\"Sở Thông tin <&> Truyền thông\",department,D,,Sở TT&TT\n\
         D.H971,Ủy ban nhân dân huyện Bắc,district,D,971,UBND huyện Bắc\n\
         D.C97001,Ủy ban nhân dân xã Hoà Một,commune,D.H971,97001,\n\
         D.C97002,Ủy ban nhân dân xã Hai,commune,D.H971,97002,\n\
         D.C97003,Ủy ban nhân dân phường Ba,commune,D.H971,97003,\n\
         D.C97004,Ủy ban nhân dân xã Bốn,commune,D.H971,97004,\n",
    ),
    (
        "villages.csv",
        "commune,village,households,residents\n\
         97001,Thôn Đông,210,801\n\
         97001,Thôn Ấp,,\n",
    ),
    (
        "boundaries.geojson",
        r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"code":"97001","fullName":"Xã Hoà Một Hai"},"geometry":
          {"type":"Polygon","coordinates":[[[105.1,21.1],[105.2,21.1],[105.2,21.2],[105.1,21.2],[105.1,21.1]]]}},
        {"type":"Feature","properties":{"code":"97003","fullName":"Phường Ba"},"geometry":
          {"type":"Polygon","coordinates":[[[105.2,21.1],[105.3,21.1],[105.3,21.2],[105.2,21.2],[105.2,21.1]]]}}
        ]}"#,
    ),
];
